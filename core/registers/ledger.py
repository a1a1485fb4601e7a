"""The ledger that an office keeps of a register: its columns, how it names other rows, and what is there already."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from core.access.reach import Actor
from core.access.roles import Right
from core.ledgers.comparing import differences
from core.ledgers.importer import Creation, Importer, clean_row
from core.ledgers.lookup import ByName
from core.ledgers.registry import ImportKind
from core.ledgers.registry import register as register_kind
from core.models.entries import Entry
from core.names.spelling import same_name
from core.registers.register import Register, rows_to_name
from core.workbook.cells import quoted
from core.workbook.read_rows import Row
from core.workbook.schema import Column, Schema
from core.workflow.constraints import validate_checks

Finder = Callable[..., models.Model | None]
"""The row that a cell names, with what the columns beside it say; None where there is none that this person sees."""


@dataclass(frozen=True)
class Names:
    """A column that names other rows: `finder(by)` is made once a workbook, `unknown` says that there is none.

    `beside` are columns that tell with it which row is meant: the employer of a person, the round of a team. They are
    fields of the entry only where they name a row themselves.
    """

    finder: Callable[[Actor], Finder]
    unknown: Any
    beside: tuple[str, ...] = ()


def by_name(model: type[models.Model], unknown: Any, *attributes: str) -> Names:
    """Rows named by their name, or by these attributes, however it is spelt."""

    def finder(by: Actor) -> Finder:
        found = ByName(rows_to_name(model, by), *attributes)
        return found.get

    return Names(finder, unknown)


def by_number(model: type[models.Model], unknown: Any) -> Names:
    """Rows named by their number."""

    def finder(by: Actor) -> Finder:
        found = {row.number: row for row in rows_to_name(model, by)}
        return lambda value: found.get(int(value))

    return Names(finder, unknown)


class EntryImporter(Importer):
    """Enters what is not in the register yet; an entry that is there stays, and what a row says otherwise is shown.

    `same` are the fields by which an entry is known again, `names` the columns that name other rows.
    """

    register: Register
    same: tuple[str, ...] = ()
    names: Mapping[str, Names] = {}

    def check(self) -> None:
        self.finders = {column: names.finder(self.by) for column, names in self.names.items()}
        self.there = {self._key(vars_of(entry)): entry for entry in self.register.model.objects.standing()}
        self.new: list[tuple[Entry, dict[str, list[Any]]]] = []
        for row in self.good:
            facts = self._facts(row)
            if facts is None or self.is_repeated(row, self.same[0], self._key(facts)):
                continue
            entry = self.there.get(self._key(facts))
            if entry is None:
                self._add(row, facts)
            else:
                self._compare(row, entry, facts)

    def _compare(self, row: Row, entry: Entry, facts: dict[str, Any]) -> None:
        """Say that the entry is there, and what the row says otherwise."""
        row.is_there(_("is in the register already"), differences(row, self._told(entry)))

    def _told(self, entry: Entry) -> dict[str, Any]:
        return {name: value for name, value in vars_of(entry).items() if name not in self.finders}

    def _facts(self, row: Row) -> dict[str, Any] | None:
        """What the row says, with the rows it names; None where one of them is not there."""
        beside = {column for names in self.names.values() for column in names.beside} - self.finders.keys()
        columns = [column.name for column in row.sheet.schema.columns if column.name not in beside]
        facts = {name: self._said(row, name) for name in columns}
        for column, finder in self.finders.items():
            value, told = facts[column], [row[name] for name in self.names[column].beside]
            found = [(each, finder(each, *told)) for each in (value if isinstance(value, list) else [value]) if each]
            for each in [each for each, named in found if named is None]:
                row.refuse(self.names[column].unknown % {"value": quoted(each)}, column)
            rows = [named for _each, named in found]
            facts[column] = rows if column in self.register.links else next(iter(rows), None)
        return None if row.errors else facts

    def _said(self, row: Row, name: str) -> Any:
        """What a cell says; a text that is not there is an empty one."""
        field = self.register.model._meta.get_field(name)
        is_text = isinstance(field, models.CharField | models.TextField) and not field.null
        return "" if is_text and row[name] is None else row[name]

    def _key(self, facts: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(_comparable(facts[name]) for name in self.same)

    def _add(self, row: Row, facts: dict[str, Any]) -> None:
        links = {name: facts.pop(name) for name in self.register.links if name in facts}
        entry = self.register.model(**facts)
        if clean_row(row, entry) and self._is_legal(row, entry, links):
            self.new.append((entry, links))

    def _is_legal(self, row: Row, entry: Entry, links: dict[str, list[Any]]) -> bool:
        """Refuse what no person could enter either."""
        day = getattr(entry, self.register.day)
        if day is not None and day > self.today:
            row.refuse(_("This day is still to come. Enter the day on which it happened."), self.register.day)
        try:
            self.register.refuses(entry, links)
            validate_checks(entry)
        except ValidationError as refusal:
            for name, messages in refusal.message_dict.items():
                known = any(name == column.name for column in row.sheet.schema.columns)
                row.refuse(" ".join(messages), name if known else "")
        return not row.errors

    def creations(self) -> list[Creation]:
        return [Creation.of(self.register.words.many, [entry for entry, _links in self.new])]

    def owed(self) -> Iterable[Any]:
        owed = (self.register.owes(entry) for entry, _links in self.new)
        return [each for each in owed if each is not None]

    def save(self) -> None:
        self.register.model.objects.bulk_create([entry for entry, _links in self.new], batch_size=1000)
        for name in self.register.links:
            self._link(self.register.model._meta.get_field(name))
        for entry, _links in self.new:
            self.register.follow(entry, self.by)
            self.register.brought(entry)

    def _link(self, field: Any) -> None:
        through, own, other = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
        linked = [
            through(**{own: entry, other: row}) for entry, links in self.new for row in links.get(field.name, [])
        ]
        through._base_manager.bulk_create(linked, batch_size=1000)


def vars_of(entry: Entry) -> dict[str, Any]:
    """The values of an entry by the names of its fields; of another row, its key."""
    return {field.name: getattr(entry, field.attname) for field in entry._meta.concrete_fields}


def _comparable(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    return same_name(value) if isinstance(value, str) else value


def import_register(
    register: Register,
    columns: Sequence[Column],
    *,
    label: Any,
    same: tuple[str, ...],
    names: Mapping[str, Names] | None = None,
    rights: Iterable[Right],
    order: int = 200,
    importing: type[EntryImporter] = EntryImporter,
) -> ImportKind:
    """Let a register be imported; answers the kind of ledger, whose key is the name of the list.

    `importing` is for registers of which a row may also bring an entry up to date.
    """
    key = register.listed.partition(":")[2]
    schema = Schema(key, [*columns], label=label)
    importer = type("Importer", (importing,), {"register": register, "same": same, "names": names or {}})
    kind = ImportKind(
        key=key,
        label=label,
        schema=schema,
        importer=importer,
        rights=frozenset(rights),
        url_name=register.listed,
        order=order,
    )
    register_kind(kind)
    return kind
