"""What lies open with an organization beside its duties: each app names its kinds in its `open_matters.py`.

matters.register(
    Matter("letters", _("Letters without an answer"), lambda organization: Letter.objects.…, _letter)
)
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils import translation
from django.utils.functional import Promise

from core.access.reach import Actor
from core.reports.registry import Registry

LONGEST = 300
"""Letters of what is kept of the words of one matter."""


@dataclass(frozen=True)
class OpenMatter:
    """One matter that lies open: its kind, its words, how it stands, by when, and where it is done."""

    kind: str | Promise
    title: str
    state: str
    due_on: date | None = None
    url: str = ""


@dataclass(frozen=True, eq=False)
class Matter:
    """A kind of what lies open: the `rows` of an organization, by its key, and how `tell` says one of them.

    `tell` answers the words, how it stands, and the day by which it is owed, if there is one.
    """

    key: str
    label: str | Promise
    rows: Callable[[int], QuerySet]
    tell: Callable[[Any], tuple[str, str, date | None]]

    def told(self, row: Model) -> OpenMatter:
        """One of them, in the language that is read."""
        title, state, due_on = self.tell(row)
        return OpenMatter(self.label, title, state, due_on, row.get_absolute_url())


matters: Registry[Matter] = Registry("open matter")


def matters_seen(organization: int, user: Actor) -> list[OpenMatter]:
    """What lies open with the organization and this user sees, kind by kind."""
    return [
        matter.told(row)
        for matter in matters
        for row in matter.rows(organization).filter(
            pk__in=matter.rows(organization).model._default_manager.visible_to(user).order_by().values("pk")
        )
    ]


def matters_of(organization: int) -> Iterator[tuple[str, OpenMatter]]:
    """All that lies open with the organization, with the key of its kind, in the language of the house."""
    with translation.override(settings.LANGUAGE_CODE):
        for matter in matters:
            for row in matter.rows(organization):
                yield matter.key, matter.told(row)


def kinds() -> list[tuple[str, Any]]:
    """Every kind with its words, as choices."""
    return [(matter.key, matter.label) for matter in matters]
