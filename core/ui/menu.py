"""The left menu as data: apps register their entries, and a user sees only those that concern them.

An app declares its entries in `<app>/menu.py`, which is discovered when the apps are ready:

    menu.register("rounds", _("Teams"), "rounds:teams", "users-group", visible=sees_rounds, order=20)
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of
from core.workflow.steps import Tasks

GROUPS = {
    "desk": _("Desk"),
    "rounds": _("Inspection"),
    "responsibilities": _("Six responsibilities"),
    "findings": _("Findings and leads"),
    "ledgers": _("Four ledgers"),
    "outcome": _("Outcome of rectification"),
    "people": _("People and teams"),
    "reports": _("Reports"),
    "system": _("System"),
}


AWAITING_ME = "awaiting=me"
"""For `counted`: the filter of every list whose rows people have tasks on (`core.ui.filters.AwaitingFilter`)."""

AT_ONCE = 18
"""A menu of no more entries stands open as a whole; of a longer one these groups do, and that of the page."""
OPEN_AT_FIRST = frozenset({"desk", "rounds", "findings", "ledgers"})


def everyone(user) -> bool:
    """The rule of an entry that any signed-in user sees."""
    return user.is_authenticated


@dataclass(frozen=True)
class Entry:
    """One line of the menu. `count` tells how many things wait behind it, given the user's tasks; it may be None.

    `counted` is what the address needs to list just these: a query, or a function that gives it for a user.
    """

    group: str
    label: str | Promise
    url_name: str
    icon: str
    visible: Callable = everyone
    count: Callable[[Tasks], int] | None = None
    order: int = 100
    counted: str | Callable[[Any], str] = ""

    @property
    def url(self) -> str:
        """The address that the entry opens."""
        return address_of(self.url_name)

    def counted_url(self, user: Any) -> str:
        """The address that lists what the number counts for this user."""
        query = self.counted(user) if callable(self.counted) else self.counted
        return f"{self.url}?{query}" if query else self.url

    @property
    def has_count(self) -> bool:
        """Whether a number is to be shown beside it. (A template would call `count` itself.)"""
        return self.count is not None

    @property
    def key(self) -> str:
        """A name for the entry that is safe as an HTML id."""
        return self.url_name.replace(":", "-")


@dataclass(frozen=True)
class Section:
    """A group of the menu with the entries that one user sees."""

    key: str
    label: str | Promise
    entries: list[Entry]
    is_open: bool = True


_entries: dict[str, Entry] = {}


def register(group, label, url_name, icon, *, visible=everyone, count=None, order=100, counted=""):
    """Add an entry; a second registration of the same address replaces the first."""
    if group not in GROUPS:
        raise ValueError(f"Unknown menu group {group!r}; one of {', '.join(GROUPS)}")
    _entries[url_name] = Entry(group, label, url_name, icon, visible, count, order, counted)


def entries_for(user) -> list[Entry]:
    """Every entry this user sees, in the order of the menu."""
    groups = list(GROUPS)
    seen = [entry for entry in _entries.values() if entry.visible(user)]
    return sorted(seen, key=lambda entry: (groups.index(entry.group), entry.order))


def entry(url_name: str) -> Entry:
    """The entry that opens the address of this name."""
    return _entries[url_name]


def sections_of(entries: Iterable[Entry], marked: Collection[str] = ()) -> list[Section]:
    """These entries in their groups, that of a marked one open; a group without any is left out."""
    shown = list(entries)
    groups = {key: [each for each in shown if each.group == key] for key in GROUPS}
    return [
        Section(key, GROUPS[key], held, is_open=_is_open(key, held, marked, len(shown)))
        for key, held in groups.items()
        if held
    ]


def _is_open(key: str, held: list[Entry], marked: Collection[str], amount: int) -> bool:
    return amount <= AT_ONCE or key in OPEN_AT_FIRST or any(each.url_name in marked for each in held)


def counts_for(user) -> list[tuple[Entry, int]]:
    """What waits behind each entry. Costs a query a task, so it is asked for apart from the page."""
    tasks = Tasks(user)
    return [(entry, entry.count(tasks)) for entry in entries_for(user) if entry.count is not None]
