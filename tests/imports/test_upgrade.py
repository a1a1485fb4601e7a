"""Uploads that were under way when the options of an import became one JSON column."""

from datetime import date
from unittest.mock import patch

import pytest
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from config.migrating import drawing_little
from config.roles import as_owner
from core.models import LedgerUpload

pytestmark = pytest.mark.django_db


def migrate(*targets):
    """Migrate to these and give the models as they were then."""
    executor = MigrationExecutor(connection)
    with as_owner(), drawing_little(), way_back_drawn_where_it_leads():
        executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())
    return executor.loader.project_state(list(targets)).apps


def way_back_drawn_where_it_leads():
    """Before the first migration is taken back, the state before each is worked out, and drawn once, as it then is.

    Drawn models would be drawn anew with every change on the way from one to the next.
    """
    return patch.object(Migration, "mutate_state", drawing_later(Migration.mutate_state))


def drawing_later(mutate_state):
    """The state after a migration, drawn when it is asked for; the one before it stays drawn if it is kept."""

    def step(self, state, preserve=True):
        drawn = state.__dict__.pop("apps", None)
        after = mutate_state(self, state, preserve)
        if preserve and drawn is not None:
            state.__dict__["apps"] = drawn
        return after

    return step


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
