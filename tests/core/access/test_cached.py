"""Nothing in the cache is run when it is read."""

import os
import pickle

import pytest
from django.core.cache import cache


class Planted:
    """What a pickle may do to whoever reads it."""

    def __reduce__(self):
        return os.mkdir, (os.environ["PLANTED"],)


@pytest.fixture
def key():
    yield "test-of-the-cache"
    cache.delete("test-of-the-cache")


@pytest.mark.parametrize("value", [0, 7, "文字", {"a": [1, None, True]}, "12", ""])
def test_what_was_put_in_comes_out(value, key):
    cache.set(key, value)
    assert cache.get(key) == value
    assert type(cache.get(key)) is type(value)


def test_whole_numbers_are_counted(key):
    cache.set(key, 1)
    assert (cache.incr(key), cache.decr(key, 2)) == (2, 0)


def test_what_is_counted_begins_at_nothing_and_ends_with_its_time(key):
    assert [cache.count(key, 60), cache.count(key, 60)] == [1, 2]
    raw = cache._cache.get_client(write=True)
    assert 0 < raw.ttl(cache.make_and_validate_key(key)) <= 60


def test_only_what_is_there_is_replaced(key):
    assert not cache.replace(key, "one", 60)
    assert cache.get(key) is None
    cache.set(key, "one")
    assert cache.replace(key, "two", 60)
    assert cache.get(key) == "two"


def test_a_pickle_is_not_run_and_counts_as_nothing(key, tmp_path, monkeypatch):
    monkeypatch.setenv("PLANTED", str(tmp_path / "ran"))
    raw = cache._cache.get_client(write=True)
    raw.set(cache.make_and_validate_key(key), pickle.dumps(Planted()))
    assert cache.get(key) is None
    assert not (tmp_path / "ran").exists()


def test_what_json_does_not_know_is_refused(key):
    with pytest.raises(TypeError):
        cache.set(key, object())


def test_a_client_is_built_once_for_all_commands():
    client = cache._cache.get_client("one")
    assert cache._cache.get_client("another", write=True) is client
