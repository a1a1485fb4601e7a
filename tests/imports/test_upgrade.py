"""Uploads that were under way when the options of an import became one JSON column."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from config.migrating import drawing_little
from tests.databases import empty_beside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty")]


@pytest.fixture(scope="module")
def _empty(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), empty_beside("early"):
        yield


def migrate(*targets):
    """Migrate to these and give the models as they were then."""
    executor = MigrationExecutor(connection)
    with drawing_little():
        return executor.migrate(list(targets)).apps


def test_the_options_of_an_upload_survive_the_upgrade():
    before = migrate(("core", "0001_initial"))
    user = before.get_model("personnel", "User").objects.create(username="office")
    upload = before.get_model("core", "LedgerUpload").objects.create(
        user=user,
        rows=1,
        round=18,
        delivered_on=date(2026, 9, 1),
        update_existing=True,
        expires_at=timezone.now(),
    )
    after = migrate(("core", "0002_keep_import_options_as_json"))
    told = after.get_model("core", "LedgerUpload").objects.get(pk=upload.pk).options
    assert told == {"round": 18, "delivered_on": "2026-09-01", "update": True}
