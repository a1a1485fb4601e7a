"""What a production environment must give. Anything missing or unsafe stops every process at its start."""

import re
from collections.abc import Iterator, Mapping

from django.core.exceptions import ImproperlyConfigured

ENVIRONMENTS = ("development", "production")
SHORTEST_SECRET = 50
FEWEST_DIFFERENT_CHARACTERS = 12
EXAMPLE = re.compile(r"example|insecure|change[-_ ]?me|secret[-_]?key|your[-_]", re.IGNORECASE)


def refuse_unsafe(environ: Mapping[str, str]) -> None:
    """Raise ImproperlyConfigured naming every variable that must be mended; development may leave all unset."""
    if environ.get("ENVIRONMENT", "development") not in ENVIRONMENTS:
        raise ImproperlyConfigured(f"ENVIRONMENT must be one of: {', '.join(ENVIRONMENTS)}.")
    if environ.get("ENVIRONMENT") == "production" and (problems := list(_problems(environ))):
        raise ImproperlyConfigured("This does not start in production:\n- " + "\n- ".join(problems))


def _problems(environ: Mapping[str, str]) -> Iterator[str]:
    yield from _problems_of_secret(environ.get("SECRET_KEY", ""))
    if environ.get("DEBUG", "").lower() not in ("", "0", "false", "no", "off"):
        yield "DEBUG is on: it shows what the program holds to whoever meets an error. Unset it."
    hosts = [host.strip() for host in environ.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
    if not hosts or "*" in hosts:
        yield "ALLOWED_HOSTS must list the names this site is reached by, separated by commas, and not be *."
    for variable, example in (
        ("DATABASE_URL", "postgresql://USER:PASSWORD@HOST/DATABASE"),
        ("REDIS_URL", "redis://:PASSWORD@HOST:6379/0"),
    ):
        if not environ.get(variable):
            yield f"{variable} is missing: {example}. The embedded servers are for trying out and developing."


def _problems_of_secret(secret: str) -> Iterator[str]:
    if not secret:
        yield "SECRET_KEY is missing: at least 50 random characters, the same for all processes, kept secret."
    elif EXAMPLE.search(secret):
        yield "SECRET_KEY is an example: anyone can read it. Make a random one."
    elif len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_DIFFERENT_CHARACTERS:
        yield f"SECRET_KEY is too easy to guess: at least {SHORTEST_SECRET} random characters."
