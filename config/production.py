"""What a production environment must give. Anything missing or unsafe stops every process at its start."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import directory, media
from core.access.rates import parse_rate

DATABASES = ("postgres", "postgresql", "pgsql", "psql")
EXAMPLES = {
    "DATABASE_URL": "postgresql://USER:PASSWORD@HOST/DATABASE",
    "DATABASE_OWNER_URL": "postgresql://OWNER:PASSWORD@HOST/DATABASE",
    "REDIS_URL": "redis://:PASSWORD@HOST:6379/0",
}
OWNS_THE_TRAIL = """
    SELECT pg_has_role(session_user, relowner, 'MEMBER') FROM pg_class WHERE oid = to_regclass('core_chainlink')
"""
RATES = {"API_RATE_USER": 12_000, "API_RATE_ANONYMOUS": 600, "API_RATE_TOKEN": 60, "EXPENSIVE_RATE": 600}
"""How many requests a minute each limit may let through at most: more is no limit."""
NUMBERS = {
    "SIGN_IN_FAILURES": (1, 100),
    "EXPENSIVE_AT_ONCE": (1, 10),
    "SESSION_IDLE_MINUTES": (1, 30),
    "SESSION_HOURS": (1, 24),
    "PASSWORD_DAYS": (0, 3650),
    "ONE_TIME_PASSWORD_DAYS": (1, 90),
    "FORMER_PASSWORDS": (1, 24),
}
"""What each limit may be: beyond, it is none."""
ENVIRONMENTS = ("development", "production")
SHORTEST_SECRET = 50
SHORTEST_TOKEN = 32
FEWEST_DIFFERENT_CHARACTERS = 12
REPEATED = re.compile(r"(.)\1{3}|(.{6}).*\2")
"""The same letter four times, or the same six letters again: nothing random does that."""
MAIL_SERVER = re.compile(r"none$|smtps?(\+\w+)?://[^/]")
EXAMPLE = re.compile(r"example|insecure|change[-_ ]?me|secret[-_]?key|your[-_]", re.IGNORECASE)


def refuse_unsafe(environ: Mapping[str, str], *, as_owner: bool = False) -> None:
    """Raise ImproperlyConfigured naming every variable that must be mended; development may leave all unset.

    `as_owner`: for a command of the tables' owner, whose address the others do not need and better do not have.
    """
    if environ.get("ENVIRONMENT", "development") not in ENVIRONMENTS:
        raise ImproperlyConfigured(f"ENVIRONMENT must be one of: {', '.join(ENVIRONMENTS)}.")
    if environ.get("ENVIRONMENT") == "production" and (problems := list(_problems(environ, as_owner))):
        raise ImproperlyConfigured("This does not start in production:\n- " + "\n- ".join(problems))


def refuse_superuser(connection, **_signal) -> None:
    """Raise ImproperlyConfigured on a connection whose role may do anything: no rule of the database would hold it."""
    if connection.vendor == "postgresql" and connection.connection.info.parameter_status("is_superuser") == "on":
        connection.close()
        raise ImproperlyConfigured(
            "DATABASE_URL names a superuser. Name a role of the application: see `manage.py prepare_database`."
        )


def refuse_owner(connection, **_signal) -> None:
    """Raise ImproperlyConfigured on a connection that could change the trail: it owns its tables, or may act so."""
    with connection.connection.cursor() as cursor:
        owned = cursor.execute(OWNS_THE_TRAIL).fetchone()
    if owned and owned[0]:
        connection.close()
        raise ImproperlyConfigured(
            "DATABASE_URL names the role that owns the tables, or one that may act as it. Let that be "
            "DATABASE_OWNER_URL, name another role here, and run `manage.py prepare_database`."
        )


def _problems(environ: Mapping[str, str], as_owner: bool) -> Iterator[str]:
    yield from _problems_of_secret("SECRET_KEY", environ.get("SECRET_KEY", ""))
    if environ.get("DEBUG", "").lower() not in ("", "0", "false", "no", "off"):
        yield "DEBUG is on: it shows what the program holds to whoever meets an error. Unset it."
    hosts = [host.strip() for host in environ.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
    if not hosts or "*" in hosts:
        yield "ALLOWED_HOSTS must list the names this site is reached by, separated by commas, and not be *."
    elif any("*" in host or host == "." for host in hosts):
        yield "ALLOWED_HOSTS holds a wildcard. Name each host."
    for origin in environ.get("CSRF_TRUSTED_ORIGINS", "").split(","):
        if origin.strip() and ("*" in origin or not origin.strip().startswith("https://")):
            yield "CSRF_TRUSTED_ORIGINS must list whole addresses such as https://inspection.city, without wildcards."
    if not MAIL_SERVER.match(environ.get("EMAIL_URL", "")):
        yield "EMAIL_URL must be smtp://USER:PASSWORD@HOST:25 or the like, or none: reminders stay in the inbox."
    if 0 < len(environ.get("METRICS_TOKEN", "")) < SHORTEST_TOKEN:
        yield f"METRICS_TOKEN is too easy to guess: at least {SHORTEST_TOKEN} random characters."
    yield from _problems_of_servers(environ, as_owner)
    yield from media.problems(environ)
    yield from _problems_of_limits(environ)
    yield from _problems_of_signing_in(environ)


def _problems_of_servers(environ: Mapping[str, str], as_owner: bool) -> Iterator[str]:
    for variable, example in EXAMPLES.items():
        if variable == "DATABASE_OWNER_URL" and not (as_owner or environ.get(variable)):
            continue
        address = urlsplit(environ.get(variable, ""))
        if not environ.get(variable):
            yield f"{variable} is missing: {example}. The embedded servers are for trying out and developing."
        elif variable.startswith("DATABASE") and address.scheme not in DATABASES:
            yield f"{variable} is no PostgreSQL: {example}."
        elif not address.password and "password" not in parse_qs(address.query) and not _is_socket(address):
            yield f"{variable} has no password: whoever reaches the server over the network would be let in."


def _is_socket(address) -> bool:
    """Whether the server is reached by a file of this machine, which the system guards."""
    return (
        address.scheme == "unix"
        or address.netloc.rpartition("@")[2].lower().startswith(("%2f", "/"))
        or (not address.hostname and "host" not in parse_qs(address.query))
    )


def _problems_of_limits(environ: Mapping[str, str]) -> Iterator[str]:
    for variable, (least, most) in NUMBERS.items():
        number = environ.get(variable, "")
        if number and not (number.isdecimal() and least <= int(number) <= most):
            yield f"{variable} must be a number from {least} to {most}."
    for variable, most in RATES.items():
        rate = environ.get(variable, "")
        if rate and not 0 < _a_minute(rate) <= most:
            yield f"{variable} must be a limit such as 60/min, of at most {most} a minute."


def _problems_of_signing_in(environ: Mapping[str, str]) -> Iterator[str]:
    if environ.get("SECOND_FACTOR_KEY"):
        yield from _problems_of_secret("SECOND_FACTOR_KEY", environ["SECOND_FACTOR_KEY"])
    yield from directory.problems(environ)
    allowed = ("required", "optional", "local") if directory.kind_of(environ) else ("required", "optional")
    if environ.get("SECOND_FACTOR", "required") not in allowed:
        yield "SECOND_FACTOR must be required or optional, or local where a directory signs in."


def _a_minute(rate: str) -> float:
    """How many a minute that lets through; 0 for what is no rate."""
    try:
        amount, seconds = parse_rate(rate)
    except ValueError:
        return 0
    return amount * 60 / seconds


def _problems_of_secret(variable: str, secret: str) -> Iterator[str]:
    if not secret:
        yield f"{variable} is missing: at least 50 random characters, the same for all processes, kept secret."
    elif EXAMPLE.search(secret):
        yield f"{variable} is an example: anyone can read it. Make a random one."
    elif len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_DIFFERENT_CHARACTERS or REPEATED.search(secret):
        yield f"{variable} is too easy to guess: at least {SHORTEST_SECRET} random characters, never repeated."
