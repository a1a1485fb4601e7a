"""A backup is of one moment, and stands under its name only when it is whole."""

import io
import resource
import stat
from contextlib import contextmanager

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from config.backup.errors import BackupError
from config.backup.making import make_backup
from config.backup.manifest import FILES
from config.backup.moment import ALONE
from core.models import LastRun
from core.operation.runs import Work
from tests.config.backup.conftest import silently


@contextmanager
def somebody_else():
    """A connection of another process's."""
    given = connection.get_connection_params()
    address = {part: given[part] for part in ("host", "port", "user", "password", "dbname") if given.get(part)}
    with psycopg.connect(**address, autocommit=True) as other:
        yield other


def test_a_backup_is_one_file_that_its_owner_alone_reads(backed_up, folder):
    assert list(folder.iterdir()) == [backed_up.path]
    assert stat.S_IMODE(backed_up.path.stat().st_mode) == 0o600
    assert backed_up.size == backed_up.path.stat().st_size


def test_nothing_of_it_can_be_read_without_the_key(backed_up, installation):
    content = backed_up.path.read_bytes()
    assert content.startswith(b"age-encryption.org/v1")
    for plain in (b"PGDMP", b"%PDF-1.4", b"manifest.json", installation.evidence[0].file.name.encode()):
        assert plain not in content


def test_a_row_written_and_a_file_taken_off_after_the_moment_change_nothing(installation, folder, identity):
    taken_off = installation.media / installation.evidence[0].file.name
    happened = []

    def meanwhile(words):
        if not happened:
            taken_off.unlink()
            with somebody_else() as other:
                other.execute(
                    "INSERT INTO rounds_body (name, kind, name_skeleton) VALUES ('市纪委', 'discipline', '')"
                )
        happened.append(words)

    made = make_backup(folder, [identity.to_public()], say=meanwhile)
    assert happened
    assert made.manifest.tables["rounds_body"] == 0
    assert FILES + installation.evidence[0].file.name in made.manifest.members
    assert made.manifest.missing == []


def test_a_file_that_is_gone_or_is_another_is_named_and_the_rest_is_backed_up(installation, folder, identity):
    gone, other, whole = (each.file.name for each in installation.evidence)
    (installation.media / gone).unlink()
    (installation.media / other).write_bytes(b"%PDF-1.4 forged")
    made = make_backup(folder, [identity.to_public()], say=silently)
    assert made.manifest.missing == [gone]
    assert made.manifest.changed == [other]
    assert FILES + whole in made.manifest.members


def test_a_full_disk_leaves_nothing_behind_and_the_backup_before_it(backed_up, installation, folder, identity):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, before[1]))  # the kernel refuses to write more
    try:
        with pytest.raises(OSError, match="File too large"):
            make_backup(folder, [identity.to_public()], say=silently)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(folder.iterdir()) == [backed_up.path]
    assert not (installation.media / ".backup").exists()


def test_what_a_killed_backup_left_behind_is_taken_away_by_the_next(backed_up, installation, folder, identity):
    partial = folder / f".{connection.settings_dict['NAME']}-partial-x.tar.age"
    partial.write_bytes(b"half")
    left = installation.media / ".backup"
    left.mkdir()
    (left / "0").write_bytes(b"a link")
    make_backup(folder, [identity.to_public()], say=silently)
    assert not partial.exists()
    assert not left.exists()


def test_two_backups_of_a_database_do_not_run_at_once(installation, folder, identity):
    with somebody_else() as other:
        other.execute("SELECT pg_advisory_lock(%s)", [ALONE])
        with pytest.raises(BackupError, match="正在进行"):
            make_backup(folder, [identity.to_public()], say=silently)
    assert list(folder.iterdir()) == []


def test_a_backup_takes_no_others_place_though_both_are_made_at_once(backed_up, folder, identity):
    whole = backed_up.path.read_bytes()
    again = make_backup(folder, [identity.to_public()], say=silently)
    assert again.path != backed_up.path
    assert backed_up.path.read_bytes() == whole


def test_a_server_that_goes_away_leaves_nothing_behind(installation, folder, identity):
    def goes_away(_words):
        with somebody_else() as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )

    with pytest.raises((BackupError, OSError, psycopg.Error)):
        make_backup(folder, [identity.to_public()], say=goes_away)
    connection.close()
    assert list(folder.iterdir()) == []
    assert not (installation.media / ".backup").exists()


def test_the_command_says_in_one_line_what_it_wrote_and_leaves_its_mark(installation, folder, identity, settings):
    settings.BACKUP_RECIPIENTS = [str(identity.to_public())]
    told = io.StringIO()
    call_command("backup", str(folder), keep=[14, 12], stdout=told)
    [path] = folder.iterdir()
    assert told.getvalue().count("\n") == 1
    assert str(path) in told.getvalue()
    assert LastRun.objects.get(work=Work.BACKUP).succeeded_at is not None


@pytest.mark.parametrize(("keys", "said"), [([], "没有公钥"), (["age1nobody"], "age1nobody")])
def test_without_a_key_nothing_is_backed_up(installation, folder, settings, keys, said):
    settings.BACKUP_RECIPIENTS = keys
    with pytest.raises(CommandError, match=said):
        call_command("backup", str(folder))
    assert list(folder.iterdir()) == []
    assert LastRun.objects.get(work=Work.BACKUP).failures == 1


def test_a_folder_that_is_not_there_is_not_made(installation, tmp_path, identity):
    """It may be where a disk is not mounted today."""
    with pytest.raises(BackupError, match="没有文件夹"):
        make_backup(tmp_path / "unmounted", [identity.to_public()], say=silently)
