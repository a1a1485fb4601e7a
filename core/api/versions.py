"""Versions of a row in ETag, If-None-Match and If-Match, against lost updates and needless transfers.

A tag is `"<version>.<digest>"`: the version is the row's `updated_at`, which the database sets on every write; the
digest is that of the representation, which also depends on the reader's rights and language and on related rows.
If-None-Match compares the whole tag, If-Match only the version.
"""

import hashlib
import json
from datetime import datetime

from rest_framework.utils.encoders import JSONEncoder

from core.api.errors import PreconditionFailed


def version_of(updated_at: datetime) -> str:
    """The row's version: microseconds of its last change, in hexadecimal."""
    return f"{round(updated_at.timestamp() * 1_000_000):x}"


def etag(updated_at: datetime, representation=None) -> str:
    """The tag of a row as one reader sees it; without a representation, of its version alone."""
    if representation is None:
        return f'"{version_of(updated_at)}"'
    text = json.dumps(representation, cls=JSONEncoder, sort_keys=True)
    digest = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
    return f'"{version_of(updated_at)}.{digest}"'


def is_unchanged(request, tag: str) -> bool:
    """Whether the client already holds this representation (If-None-Match)."""
    return any(seen in ("*", tag) for seen in _tags(request, "If-None-Match"))


def require_version(request, updated_at: datetime) -> None:
    """Raise `PreconditionFailed` unless If-Match is absent or names the row's present version."""
    wanted = _tags(request, "If-Match")
    versions = {tag.strip('"').partition(".")[0] for tag in wanted}
    if wanted and not versions & {"*", version_of(updated_at)}:
        raise PreconditionFailed


def _tags(request, header: str) -> list[str]:
    """The tags of a header; proxies that compress mark ours as weak, which changes nothing here."""
    parts = request.headers.get(header, "").split(",")
    return [part.strip().removeprefix("W/") for part in parts if part.strip()]
