"""One search box for everything a person may see. Each app registers what can be found; rows come through the door."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise

SHOWN = 10
MIN_WORDS = 2


@dataclass(frozen=True)
class Kind:
    """Something that can be found: its name, its list, and how its visible rows are narrowed by words."""

    label: str | Promise
    list_url_name: str
    find: Callable[[object, str], QuerySet]
    describe: Callable[[object], str]


@dataclass(frozen=True)
class Hits:
    """The first rows of one kind, how many there are, and the list that shows them all."""

    label: str
    rows: list[tuple[object, str]]
    count: int
    url: str


_kinds: list[Kind] = []


def register(label, list_url_name: str, *, find, describe=str) -> None:
    """Let rows be found. `find(user, words)` gives visible rows; the list must take the words as `?words=`."""
    _kinds.append(Kind(label, list_url_name, find, describe))


def search(user, words: str) -> list[Hits]:
    """What the words find for this user, kind by kind; nothing for fewer than two characters."""
    words = words.strip()
    if len(words) < MIN_WORDS:
        return []
    return [hits for kind in _kinds if (hits := _hits(kind, user, words)).count]


def _hits(kind: Kind, user, words: str) -> Hits:
    found = kind.find(user, words)
    rows = [(row, kind.describe(row)) for row in found[:SHOWN]]
    count = found.count() if len(rows) == SHOWN else len(rows)
    return Hits(str(kind.label), rows, count, f"{reverse(kind.list_url_name)}?{urlencode({'words': words})}")
