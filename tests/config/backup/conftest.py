"""An installation with rows, files and an anchor that are committed, and an empty place to restore it to."""

from types import SimpleNamespace

import psycopg
import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from psycopg import sql
from pyrage.x25519 import Identity

from config.backup.making import make_backup
from config.roles import act_as_owner, drop_database, serve_as_application
from core.files.attachments import store_attachments
from core.trail.anchors import keep_head

PDF = b"%PDF-1.4 "


def silently(_words):
    """Nobody waits for it."""


@pytest.fixture
def identity():
    return Identity.generate()


@pytest.fixture
def keyfile(identity, tmp_path):
    path = tmp_path / "key"
    path.write_text(f"# a comment\n{identity}\n")
    return path


@pytest.fixture
def installation(transactional_db, settings, tmp_path, inspection, office):
    """Its evidence are files on a row."""
    settings.MEDIA_ROOT, settings.TRAIL_ANCHORS = tmp_path / "media", tmp_path / "anchors"
    uploads = [SimpleUploadedFile(f"证明{number}.pdf", PDF + bytes([number]) * 5000) for number in range(3)]
    evidence = store_attachments(inspection, uploads, by=office)
    keep_head()
    return SimpleNamespace(evidence=evidence, media=settings.MEDIA_ROOT, anchors=settings.TRAIL_ANCHORS)


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "backups"
    path.mkdir()
    return path


@pytest.fixture
def backed_up(installation, folder, identity):
    """A backup of it."""
    return make_backup(folder, [identity.to_public()], say=silently)


@pytest.fixture
def elsewhere(backed_up, settings, tmp_path):
    """The default connection leads, as the owner, to an empty database, and both folders are empty."""
    home, name = connection.settings_dict["NAME"], f"{connection.settings_dict['NAME']}_restored"
    create_database(name)
    act_as_owner(connection)
    connection.settings_dict["NAME"] = name
    settings.MEDIA_ROOT, settings.TRAIL_ANCHORS = tmp_path / "restored" / "media", tmp_path / "restored" / "anchors"
    yield SimpleNamespace(home=home, media=settings.MEDIA_ROOT, anchors=settings.TRAIL_ANCHORS)
    serve_as_application(connection, configured.APPLICATION_ROLE)
    connection.settings_dict["NAME"] = home
    with beside() as server:
        drop_database(server, name)


def create_database(name):
    """An empty one; what was left of that name is gone."""
    with beside() as server:
        drop_database(server, name)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def beside():
    """A connection to the server that is in neither of them."""
    address = {
        part: value
        for part, value in connection.get_connection_params().items()
        if part in ("host", "port", "user", "password")
    }
    return psycopg.connect(**address, dbname="postgres", autocommit=True)


def files_below(folder):
    """What lies in a folder, by its path there."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
