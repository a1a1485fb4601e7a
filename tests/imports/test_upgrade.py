"""Uploads that were under way when the options of an import became one JSON column."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from config.roles import as_owner
from core.models import LedgerUpload
from tests.databases import migrating

pytestmark = pytest.mark.django_db


def migrate(*targets):
    """Migrate to these and give the models as they were then."""
    executor = MigrationExecutor(connection)
    with as_owner(), migrating():
        executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())
    return executor.loader.project_state(list(targets)).apps


def test_the_options_of_an_upload_survive_the_upgrade(office):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    before = migrate(("core", "0001_initial"))
    uploads = before.get_model("core", "LedgerUpload").objects
    upload = uploads.create(
        user_id=office.pk,
        rows=1,
        round=18,
        delivered_on=date(2026, 9, 1),
        update_existing=True,
        expires_at=timezone.now(),
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    migrate()
    told = LedgerUpload.objects.get(pk=upload.pk).options
    assert told == {"round": 18, "delivered_on": "2026-09-01", "update": True}
