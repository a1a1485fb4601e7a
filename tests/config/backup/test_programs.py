"""The database is copied by programs that know its server."""

import pytest
from django.db import connection

from config.backup import programs
from config.backup.errors import BackupError

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_path(tmp_path, monkeypatch):
    """`in_path(version)` puts programs of that version first."""

    def put(version):
        folder = tmp_path / str(version)
        folder.mkdir()
        for name in ("pg_dump", "pg_restore"):
            (folder / name).write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}.1 (Debian)'\n")
            (folder / name).chmod(0o755)
        monkeypatch.setenv("PATH", str(folder), prepend=":")
        return folder

    return put


@pytest.fixture
def server():
    return connection.pg_version // 10_000


def test_those_of_the_servers_own_version_are_taken_first(in_path, server):
    in_path(server + 1)
    own = in_path(server)
    in_path(server + 2)
    assert programs.fitting() == programs.Programs(own, server)


def test_older_ones_are_passed_over(in_path, server):
    in_path(server - 1)
    assert programs.fitting().major >= server


def test_a_dump_is_restored_by_programs_that_know_it(in_path, server):
    in_path(server)
    newer = in_path(server + 1)
    assert programs.fitting(dumped_by=server + 1).folder == newer


def test_where_none_fit_it_says_what_to_install():
    with pytest.raises(BackupError, match="99"):
        programs.fitting(dumped_by=99)


def test_a_password_is_in_no_argument(in_path, server, monkeypatch):
    folder = in_path(server)
    (folder / "pg_dump").write_text(
        '#!/bin/sh\n[ "$1" = --version ] && echo "(PostgreSQL) 99" || echo "$@ $PGPASSWORD"'
    )
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "between-us")
    process = programs.Programs(folder, 99).start("pg_dump", "--format=custom", stdout=-1, text=True)
    assert process.communicate()[0].split() == ["--format=custom", "between-us"]
