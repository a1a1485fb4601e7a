"""The kinds of ledger that can be imported."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise

from core.access.reach import Actor, reach_of
from core.access.roles import Right
from core.ledgers.importer import Importer, Options
from core.workbook.schema import Schema


def no_trace(user: Actor, upload: str, how: str) -> None:
    """Access to a ledger that is no secret is not recorded."""


@dataclass(frozen=True)
class ImportKind:
    """One kind of ledger: how its sheets look, who may import it, and what checks and saves its rows.

    `rights` are needed all together, besides the right to import or, of what administrators keep, the one in its place
    (`opened_by`). The file of a `confidential` kind is deleted as soon as it is used; its refused rows are handed out
    once, within the hour, and then gone too. A workbook with one of its `marks` in a title line, heading or name is
    never taken for another kind. `record_access` keeps who had access to such a workbook, to which upload, and how.

    `options_form` asks for what such a ledger leaves out; its cleaned data are plain JSON values. Where two kinds ask
    the same, one form inherits the field from the other. `url_name` is the list where what was imported is found.

    An `own` ledger is one that whoever fills it in has downloaded before, at `filled_url_name`: it needs its `rights`
    alone, and there is no empty form of it.
    """

    key: str
    label: str | Promise
    schema: Schema
    importer: type[Importer]
    rights: frozenset[str] = frozenset()
    opened_by: str = Right.IMPORT
    confidential: bool = False
    marks: re.Pattern | None = None
    record_access: Callable[[Actor, str, str], None] = no_trace
    options_form: type[forms.Form] = forms.Form
    url_name: str = ""
    own: bool = False
    filled_url_name: str = ""
    order: int = 100

    def open_to(self, user: Actor) -> bool:
        """Whether this user may import such a ledger."""
        reach = reach_of(user)
        needed = self.rights if self.own else {self.opened_by, *self.rights}
        return all(reach.may(right) for right in needed)

    def options_from(self, said: Mapping[str, Any]) -> Options:
        """The options of this kind, out of everything said; None where nothing was."""
        return {name: said.get(name) for name in self.options_form.base_fields}


_kinds: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> None:
    """Add a kind of ledger; its key names it once."""
    _kinds[kind.key] = kind


def kinds() -> list[ImportKind]:
    """Every kind, in the order in which an office imports into an empty database."""
    return sorted(_kinds.values(), key=lambda kind: kind.order)


def kinds_for(user: Actor) -> list[ImportKind]:
    """The kinds this user may import."""
    return [kind for kind in kinds() if kind.open_to(user)]


def kind_of(key: str) -> ImportKind:
    """The kind registered under this key."""
    return _kinds[key]
