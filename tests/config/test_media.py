"""Where files lie is a setting; production refuses one that others could read."""

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from config.media import problems, storage_of

KEYS = {"MEDIA_STORAGE_KEY": "key", "MEDIA_STORAGE_SECRET": "word"}
BUCKET = KEYS | {"MEDIA_STORAGE": "s3://files?endpoint=https://objects.city:9000"}


def told(**environment):
    env = environ.Env()
    env.ENVIRON = environment
    return storage_of(env)


def test_without_a_word_about_it_files_lie_in_the_folder():
    assert told()["BACKEND"] == "core.files.storage.WholeFiles"
    assert list(problems({})) == []


def test_a_bucket_is_found_by_its_address():
    options = told(**BUCKET | {"MEDIA_STORAGE": "s3://files/office/a?endpoint=https://objects.city:9000&region=cn-1"})
    assert options["BACKEND"] == "core.files.bucket.Bucket"
    named = {"bucket_name": "files", "location": "office/a", "endpoint_url": "https://objects.city:9000"}
    assert options["OPTIONS"].items() >= (named | {"region_name": "cn-1", "addressing": "path"}).items()
    assert list(problems(BUCKET)) == []


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("MEDIA_STORAGE", "https://objects.city/files"),
        ("MEDIA_STORAGE", "s3://key:word@files"),
        ("MEDIA_STORAGE", "s3://"),
        ("MEDIA_STORAGE", "s3://files?endpont=https://objects.city"),
        ("MEDIA_STORAGE", "s3://files?endpoint=http://objects.city"),
        ("MEDIA_STORAGE_KEY", ""),
        ("MEDIA_STORAGE_SECRET", ""),
    ],
)
def test_production_names_what_must_be_mended_and_tells_no_key(variable, value):
    (problem,) = problems(BUCKET | {variable: value})
    assert variable in problem
    assert "word" not in problem


@pytest.mark.parametrize("address", ["files", "s3://key:word@files", "s3://files?endpont=x"])
def test_an_address_that_is_none_starts_nowhere(address):
    with pytest.raises(ImproperlyConfigured, match="MEDIA_STORAGE") as raised:
        told(**KEYS | {"MEDIA_STORAGE": address})
    assert "word" not in str(raised.value)


def test_a_bucket_without_keys_starts_nowhere():
    with pytest.raises(ImproperlyConfigured, match="MEDIA_STORAGE_KEY"):
        told(MEDIA_STORAGE="s3://files")
