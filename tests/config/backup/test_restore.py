"""What was backed up comes back as it was, into an empty place, or not at all."""

import os
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from pyrage.x25519 import Identity

from config.backup import restoring
from config.backup.checking import check_room, checked_manifest, pending_after
from config.backup.errors import BackupError
from config.backup.making import make_backup
from config.backup.rehearsing import rehearse
from config.backup.restoring import restore
from config.roles import act_as_owner, drop_database
from core.files.attachments import store_attachments
from core.models import Attachment
from tests.config.backup.conftest import PDF, beside, create_database, files_below, silently
from tests.factories import UserFactory

RIGHTS = """
    SELECT 'function', proname::text, has_function_privilege('public', oid, 'EXECUTE')
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'table', relname::text || ' ' || may, has_table_privilege(%s, oid, may)
    FROM pg_class, unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE}'::text[]) may
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')
    ORDER BY 1, 2, 3
"""


def rights():
    with connection.cursor() as cursor:
        cursor.execute(RIGHTS, [configured.APPLICATION_ROLE])
        return cursor.fetchall()


def put_back(path, identity, **options):
    return restore(path, [identity], **{"older": "", "other_secret": False, "say": silently} | options)


def test_rows_files_and_anchors_come_back_as_they_were(installation, backed_up, elsewhere, identity):
    restored = put_back(backed_up.path, identity)
    assert restored.differences == []
    assert restored.manifest.tables["core_attachment"] == 3
    assert files_below(elsewhere.media) == files_below(installation.media)
    assert files_below(elsewhere.anchors) == files_below(installation.anchors) != {}
    assert [each.name for each in Attachment.objects.all()] == [each.name for each in installation.evidence]


def test_the_role_that_serves_may_do_there_what_it_might_do_here(backed_up, elsewhere, identity):
    put_back(backed_up.path, identity)
    there, name = rights(), connection.settings_dict["NAME"]
    act_as_owner(connection)
    connection.settings_dict["NAME"] = elsewhere.home
    here = rights()
    connection.close()
    connection.settings_dict["NAME"] = name
    assert [each for each in here if each not in there] == []
    assert [each for each in there if each not in here] == []
    assert ("function", "trail_link", False) in here


def tampered(content):
    return {
        "a byte of the content": content[:5000] + bytes([content[5000] ^ 1]) + content[5001:],
        "a byte of the head": content[:60] + bytes([content[60] ^ 1]) + content[61:],
        "cut off": content[:-2000],
        "cut off within its first part": content[:3000],
        "longer": content + b"x",
        "nothing": b"",
    }


@pytest.mark.parametrize("how", tampered(bytes(10000)))
def test_an_archive_that_was_changed_is_refused_by_its_name_and_nothing_is_written(
    how, backed_up, elsewhere, identity
):
    backed_up.path.write_bytes(tampered(backed_up.path.read_bytes())[how])
    with pytest.raises(BackupError, match=backed_up.path.name):
        put_back(backed_up.path, identity)
    check_room()
    assert not elsewhere.media.exists()


@pytest.fixture
def another(installation, backed_up, folder, identity, office):
    """Another backup of the same installation: with a file more, or with another database alone."""

    def made(*, files):
        if files:
            store_attachments(installation.evidence[0].owner, [SimpleUploadedFile("后.pdf", PDF * 900)], by=office)
        else:
            UserFactory(username="intruder")
        return make_backup(folder, [identity.to_public()], say=silently).path.read_bytes()

    return made


@pytest.mark.parametrize("files", [True, False], ids=["files", "database"])
def test_an_archive_that_is_exchanged_once_it_was_checked_is_not_restored(
    files, another, backed_up, request, identity, monkeypatch
):
    other = another(files=files)
    elsewhere = request.getfixturevalue("elsewhere")
    monkeypatch.setattr(restoring, "pending_after", lambda manifest: backed_up.path.write_bytes(other) and [])
    with pytest.raises(BackupError, match=backed_up.path.name):
        put_back(backed_up.path, identity)
    check_room()
    assert files_below(elsewhere.media) == {}


def test_another_key_opens_nothing(backed_up, elsewhere):
    with pytest.raises(BackupError, match="密钥"):
        put_back(backed_up.path, Identity.generate())
    check_room()


def test_what_another_installation_made_is_taken_only_when_asked_to(backed_up, identity, settings):
    settings.SECRET_KEY = "x" * 50
    with pytest.raises(BackupError, match="SECRET_KEY"):
        checked_manifest(backed_up.path, [identity])
    assert checked_manifest(backed_up.path, [identity], other_secret=True).head == backed_up.manifest.head


def test_nothing_is_restored_over_what_is_there(installation, elsewhere, backed_up, identity):
    elsewhere.media.mkdir(parents=True)
    (elsewhere.media / "somebody's").write_bytes(b"work")
    with pytest.raises(BackupError, match="MEDIA_ROOT"):
        put_back(backed_up.path, identity)
    (elsewhere.media / "somebody's").unlink()
    put_back(backed_up.path, identity)
    with pytest.raises(BackupError, match="数据库"):
        put_back(backed_up.path, identity)


def test_a_restore_that_fails_leaves_both_folders_and_the_database_empty(backed_up, elsewhere, identity, settings):
    with connection.cursor() as cursor:
        cursor.execute("CREATE FUNCTION trail_refuse() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    with pytest.raises(BackupError, match="trail_refuse"):
        put_back(backed_up.path, identity)
    assert files_below(elsewhere.media) == {}
    assert files_below(elsewhere.anchors) == {}
    check_room()


def test_a_backup_of_an_older_release_is_migrated_only_when_asked_to(backed_up):
    manifest = backed_up.manifest
    assert pending_after(manifest) == []
    older = replace(manifest, migrations=[name for name in manifest.migrations if name != "core.0017_run_marks"])
    assert pending_after(older) == ["core.0017_run_marks"]
    newer = replace(manifest, migrations=[*manifest.migrations, "core.9999_to_come"])
    with pytest.raises(BackupError, match=r"core\.9999_to_come"):
        pending_after(newer)


def rehearsals(own):
    """The databases of rehearsals begun by this process: others may be at it beside us."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [rf"rehearsal\_%\_{own}"])
        return [name for (name,) in cursor.fetchall()]


def test_what_a_killed_rehearsal_left_behind_is_taken_away_by_one_of_another_day(backed_up, keyfile, monkeypatch):
    own = f"{os.getpid()}0"
    long_ago, begun = f"rehearsal_20200101000000_{own}", f"rehearsal_{datetime.now(UTC):%Y%m%d%H%M%S}_{own}"
    for name in (long_ago, begun):
        create_database(name)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        assert rehearse(backed_up.path.with_suffix(".gone"), keyfile, administrator="", other_secret=False) != 0
        assert rehearsals(own) == [begun]
    finally:
        with beside() as server:
            drop_database(server, begun)


def test_a_rehearsal_restores_and_takes_everything_away_again(backed_up, keyfile, monkeypatch, tmp_path):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert rehearse(backed_up.path, keyfile, administrator="", other_secret=True) == 0
    backed_up.path.write_bytes(backed_up.path.read_bytes()[:-1])
    assert rehearse(backed_up.path, keyfile, administrator="", other_secret=True) != 0
    assert rehearsals(os.getpid()) == []
    assert list(tmp_path.glob("rehearsal_*")) == []
