"""The demo, loaded once for the tests of this folder."""

from io import StringIO
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from personnel.models import User


@pytest.fixture(scope="package")
def var(tmp_path_factory):
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker, var):
    """The demo, loaded once for all tests of this folder and rolled back after them."""
    elsewhere = patch("config.demo.accounts_file.FOLDER", var)
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(MEDIA_ROOT=var), elsewhere:
        call_command("demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def account(demo):
    return lambda username: User.objects.get(username=username)
