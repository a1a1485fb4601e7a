"""A production environment is complete and safe, or nothing starts."""

import os
import subprocess
import sys
from contextlib import nullcontext
from types import SimpleNamespace

import psycopg
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from config import roles
from config.production import OWNS_THE_TRAIL, refuse_owner, refuse_superuser, refuse_unsafe
from manage import CANNOT_WORK

RANDOM = "mN3vQ8xT1zLw7RkYc5Hb0JpGd6FsUe2AoXiVtBqWn9KyZrMhPj"
WHOLE = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": RANDOM,
    "ALLOWED_HOSTS": "inspection.city",
    "DATABASE_URL": "postgresql://office:word@database/inspection",
    "REDIS_URL": "redis://:word@redis:6379/0",
    "EMAIL_URL": "smtp://office:word@mail:25",
}


def manage(*arguments, **environment):
    """Run manage.py with this environment alone."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_whole_environment_is_accepted():
    refuse_unsafe(WHOLE)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", "postgresql://office@%2Fvar%2Frun%2Fpostgresql/inspection"),
        ("DATABASE_URL", "postgresql:///inspection"),
        ("REDIS_URL", "unix:///run/redis.sock"),
        ("EMAIL_URL", "none"),
        ("EMAIL_URL", "smtp+tls://office:word@mail:587"),
        ("SIGN_IN_FAILURES", "50"),
        ("API_RATE_TOKEN", "30/min"),
        ("CSRF_TRUSTED_ORIGINS", "https://inspection.city,https://inspection.city:8443"),
    ],
)
def test_a_socket_needs_no_password_and_a_limit_may_be_another(variable, value):
    refuse_unsafe(WHOLE | {variable: value})


@pytest.mark.parametrize("superuser", [True, False])
def test_a_superuser_is_refused_when_it_connects(superuser):
    told = SimpleNamespace(parameter_status=lambda name: "on" if superuser and name == "is_superuser" else "off")
    opened = SimpleNamespace(vendor="postgresql", connection=SimpleNamespace(info=told), close=lambda: None)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") if superuser else nullcontext():
        refuse_superuser(connection=opened)


def test_what_postgresql_tells_of_its_role_is_what_is_asked_for(db):
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SHOW is_superuser")
        assert connection.connection.info.parameter_status("is_superuser") == cursor.fetchone()[0]


def test_development_may_leave_everything_unset():
    refuse_unsafe({})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECOND_FACTOR_KEY", "short"),
        ("SECOND_FACTOR", "off"),
        ("SECOND_FACTOR", "sometimes"),
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY", "django-insecure-" + RANDOM),
        ("SECRET_KEY", "please-change-me-" + RANDOM),
        ("DEBUG", "true"),
        ("DEBUG", "1"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("DATABASE_URL", ""),
        ("REDIS_URL", ""),
        ("SECRET_KEY", "mN3vQ8xT1zLw" * 5),
        ("SECRET_KEY", RANDOM + "aaaa"),
        ("ALLOWED_HOSTS", "*.city"),
        ("ALLOWED_HOSTS", "inspection.city,."),
        ("CSRF_TRUSTED_ORIGINS", "https://*.city"),
        ("CSRF_TRUSTED_ORIGINS", "http://inspection.city"),
        ("DATABASE_URL", "postgresql://office@database/inspection"),
        ("DATABASE_URL", "postgresql://office:@database/inspection"),
        ("DATABASE_URL", "postgresql://office@127.0.0.1/inspection"),
        ("DATABASE_URL", "sqlite:///inspection.sqlite3"),
        ("DATABASE_URL", "sqlite://:memory:"),
        ("DATABASE_URL", "mysql://office:word@database/inspection"),
        ("REDIS_URL", "redis://redis:6379/0"),
        ("REDIS_URL", "rediss://redis:6379/0"),
        ("REDIS_URL", "redis://127.0.0.1:6379/0"),
        ("SIGN_IN_FAILURES", "0"),
        ("SIGN_IN_FAILURES", "-1"),
        ("SIGN_IN_FAILURES", "1000000"),
        ("API_RATE_USER", "0/min"),
        ("API_RATE_ANONYMOUS", "1000000/s"),
        ("API_RATE_TOKEN", "none"),
        ("API_RATE_TOKEN", "120/min"),
        ("EMAIL_URL", ""),
        ("EMAIL_URL", "None"),
        ("EMAIL_URL", "filemail:///var/mail"),
        ("EMAIL_URL", "consolemail://"),
        ("EMAIL_URL", "smtp://"),
        ("ENVIRONMENT", "prod"),
    ],
)
def test_an_unsafe_value_is_refused_by_name(variable, value):
    with pytest.raises(ImproperlyConfigured, match=variable):
        refuse_unsafe(WHOLE | {variable: value})


def test_everything_missing_is_told_at_once_and_without_a_traceback():
    done = manage("check", ENVIRONMENT="production")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    for variable in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "EMAIL_URL"):
        assert variable in done.stderr


def test_the_deployment_check_is_clean():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **WHOLE)
    assert done.returncode == 0, done.stderr


def test_production_writes_no_secret_of_its_own(tmp_path):
    manage("check", **WHOLE | {"SECRET_KEY": ""}, EMBEDDED_VAR=str(tmp_path))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("belongs", [True, False, None])
def test_who_owns_the_trail_does_not_serve(belongs):
    """None: its tables are not made yet."""
    found = SimpleNamespace(fetchone=lambda: None if belongs is None else (belongs,))
    opened = SimpleNamespace(
        connection=SimpleNamespace(cursor=lambda: nullcontext(SimpleNamespace(execute=lambda query: found))),
        close=lambda: None,
    )
    with pytest.raises(ImproperlyConfigured, match="prepare_database") if belongs else nullcontext():
        refuse_owner(connection=opened)


def test_the_database_tells_the_owner_from_the_application(db):
    with connection.cursor() as cursor:
        cursor.execute(OWNS_THE_TRAIL)
        assert cursor.fetchone() == (True,)  # the tests' own session, which acts as the application by choice
    address = psycopg.conninfo.conninfo_to_dict(roles.application_url())
    with psycopg.connect(**address | {"dbname": connection.settings_dict["NAME"]}) as opened:
        assert opened.execute(OWNS_THE_TRAIL).fetchone() == (False,)


def test_a_command_of_the_owners_needs_the_owners_address():
    with pytest.raises(ImproperlyConfigured, match="DATABASE_OWNER_URL"):
        refuse_unsafe(WHOLE, as_owner=True)
    refuse_unsafe(WHOLE | {"DATABASE_OWNER_URL": "postgresql://owner:word@database/inspection"}, as_owner=True)


def test_an_owners_address_without_a_password_is_refused_wherever_it_is_given():
    with pytest.raises(ImproperlyConfigured, match="DATABASE_OWNER_URL"):
        refuse_unsafe(WHOLE | {"DATABASE_OWNER_URL": "postgresql://owner@database/inspection"})


def test_the_demo_is_not_loaded_where_people_work(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        call_command("demo")


def test_no_command_is_offered_that_cannot_work_here():
    offered = manage("help", "--commands").stdout.split()
    assert {"migrate", "remind", "verify_trail", "first_administrators"} <= set(offered)
    assert not CANNOT_WORK & set(offered)
    done = manage("createsuperuser")
    assert (done.returncode, "Unknown command" in done.stderr) == (1, True)
