"""Where files lie: in the folder MEDIA_ROOT, or in the bucket of an object storage (S3) that MEDIA_STORAGE names.

What a bucket needs beside the program stands in requirements-bucket.txt, and is imported only where one is named.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

EXAMPLE = "s3://BUCKET?endpoint=https://HOST"
KNOWN = {"endpoint", "region", "addressing"}
KEYS = ("MEDIA_STORAGE_KEY", "MEDIA_STORAGE_SECRET")


def problems(environ: Mapping[str, str]) -> Iterator[str]:
    """What production refuses about it: an address that is none, no keys, and files sent for others to read."""
    address = environ.get("MEDIA_STORAGE", "")
    if not address:
        return
    if not _is_bucket(address):
        yield f"MEDIA_STORAGE must be {EXAMPLE}; the keys stand in {' and '.join(KEYS)}."
    elif not _told_by(address).get("endpoint", "https://").startswith("https://"):
        yield "The endpoint of MEDIA_STORAGE must begin with https://."
    for variable in KEYS:
        if not environ.get(variable):
            yield f"{variable} is missing: the object storage of MEDIA_STORAGE tells it."


def storage_of(env: environ.Env) -> dict[str, Any]:
    """The storage of files, as Django's STORAGES names one."""
    address = env("MEDIA_STORAGE", default="")
    if not address:
        return {"BACKEND": "core.files.storage.WholeFiles"}
    if not _is_bucket(address):
        raise ImproperlyConfigured(f"MEDIA_STORAGE must be {EXAMPLE}.")
    told = _told_by(address)
    options = {
        "bucket_name": urlsplit(address).netloc,
        "location": urlsplit(address).path.strip("/"),
        "endpoint_url": told.get("endpoint"),
        "region_name": told.get(
            "region", "us-east-1"
        ),  # what a server of one's own calls itself, unless told otherwise
        "addressing": told.get("addressing", "path" if "endpoint" in told else "auto"),
        "access_key": env("MEDIA_STORAGE_KEY"),
        "secret_key": env("MEDIA_STORAGE_SECRET"),
        "verify": env("MEDIA_STORAGE_CA", default="") or None,
        "seconds": env.int("MEDIA_STORAGE_SECONDS", default=10),
    }
    return {"BACKEND": "core.files.bucket.Bucket", "OPTIONS": options}


def _is_bucket(address: str) -> bool:
    parts = urlsplit(address)
    named = parts.scheme == "s3" and parts.netloc and "@" not in parts.netloc
    return bool(named) and set(_told_by(address)) <= KNOWN


def _told_by(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))
