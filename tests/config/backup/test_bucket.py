"""Files that lie in a bucket are backed up as they were at one moment, and come back into a bucket or a folder."""

import pytest
from django.core.files.storage import default_storage

from config.backup.errors import BackupError
from config.backup.making import make_backup
from config.backup.manifest import FILES
from config.backup.restoring import restore
from core.files.storage import FilesAway
from tests.buckets import in_bucket, new_bucket, object_storage, refusing_storage
from tests.config.backup.conftest import files_below, silently

WHOLE = "core.files.storage.WholeFiles"


@pytest.fixture(scope="module")
def endpoint():
    with object_storage() as address:
        yield address


def lie_in(settings, endpoint, name):
    settings.STORAGES = settings.STORAGES | {"default": in_bucket(endpoint, name)}


@pytest.fixture
def bucket(settings, endpoint):
    """Asked for before the installation, so that its files lie there."""
    lie_in(settings, endpoint, new_bucket(endpoint))


def contents():
    found = {}
    for each in default_storage.files_below():
        with default_storage.reading(each.name) as (_size, content):
            found[each.name] = content.read()
    return found


def put_back(path, identity):
    return restore(path, [identity], older="", other_secret=False, say=silently)


@pytest.fixture
def before(bucket, installation):
    return contents()


def test_files_come_back_into_another_bucket_and_what_was_kept_for_the_time_is_gone(
    before, elsewhere, backed_up, identity, settings, endpoint
):
    assert len(before) == 3
    assert contents() == before
    lie_in(settings, endpoint, new_bucket(endpoint))
    assert put_back(backed_up.path, identity).differences == []
    assert contents() == before
    assert not elsewhere.media.exists()


def test_files_of_a_bucket_come_back_into_a_folder_as_a_rehearsal_puts_them(
    before, elsewhere, backed_up, identity, settings
):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": WHOLE}}
    assert put_back(backed_up.path, identity).differences == []
    assert files_below(elsewhere.media) == before


def test_a_file_taken_off_after_the_moment_is_backed_up_and_one_that_was_gone_is_named(
    before, installation, folder, identity
):
    taken_off, gone, _whole = (each.file.name for each in installation.evidence)
    default_storage.delete(gone)
    made = make_backup(folder, [identity.to_public()], say=lambda _words: default_storage.delete(taken_off))
    assert made.manifest.missing == [gone]
    assert FILES + taken_off in made.manifest.members
    assert made.manifest.changed == []


def test_a_restore_overwrites_no_bucket_and_empties_what_it_could_not_fill(
    before, elsewhere, backed_up, identity, settings, endpoint, monkeypatch
):
    with pytest.raises(BackupError, match="MEDIA_STORAGE"):
        put_back(backed_up.path, identity)
    assert contents() == before
    lie_in(settings, endpoint, new_bucket(endpoint))

    def fails(*_words, **_facts):
        raise FilesAway(28, "full")

    monkeypatch.setattr("config.backup.restoring.anchors", fails)
    with pytest.raises(FilesAway):
        put_back(backed_up.path, identity)
    assert contents() == {}


def test_a_bucket_that_refuses_ends_the_backup_and_leaves_nothing_behind(
    bucket, installation, folder, identity, settings
):
    with refusing_storage(403, "AccessDenied") as address:
        lie_in(settings, address, "inspection")
        with pytest.raises(FilesAway):
            make_backup(folder, [identity.to_public()], say=silently)
    assert list(folder.iterdir()) == []
