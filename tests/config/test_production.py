"""A production environment is complete and safe, or nothing starts."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.production import refuse_unsafe

RANDOM = "mN3vQ8xT1zLw7RkYc5Hb0JpGd6FsUe2AoXiVtBqWn9KyZrMhPj"
WHOLE = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": RANDOM,
    "ALLOWED_HOSTS": "inspection.city",
    "DATABASE_URL": "postgresql://office:word@database/inspection",
    "REDIS_URL": "redis://:word@redis:6379/0",
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


def test_development_may_leave_everything_unset():
    refuse_unsafe({})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY", "django-insecure-" + RANDOM),
        ("SECRET_KEY", "please-change-me-" + RANDOM),
        ("DEBUG", "true"),
        ("DEBUG", "1"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("DATABASE_URL", ""),
        ("REDIS_URL", ""),
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
    for variable in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"):
        assert variable in done.stderr


def test_the_deployment_check_is_clean():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **WHOLE)
    assert done.returncode == 0, done.stderr


def test_production_writes_no_secret_of_its_own(tmp_path):
    manage("check", **WHOLE | {"SECRET_KEY": ""}, EMBEDDED_VAR=str(tmp_path))
    assert not list(tmp_path.iterdir())
