"""What every importer has: rows to check against the database, a list of what it would create, and the saving."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.access.reach import Actor
from core.ledgers.subjects import Subject
from core.workbook.read_rows import Reading, Row
from core.workdays.reckoning import today

Options = Mapping[str, Any]
"""What the person who imports says besides the file: the cleaned data of the kind's `options_form`.

Plain JSON values, since they are kept with the upload; what they mean, only the importer knows.
"""


@dataclass(frozen=True)
class Creation:
    """Something an import would write: what it is, how many, the names of the first few, and what may be wrong."""

    label: str
    amount: int
    names: list[str] = field(default_factory=list)
    warning: str = ""

    SHOWN = 8

    @classmethod
    def of(cls, label: object, names: Iterable[object], *, warning: str = "") -> "Creation":
        """Count these things and keep the names of the first few."""
        listed = [str(name) for name in names]
        return cls(str(label), len(listed), listed[: cls.SHOWN], warning)

    @property
    def more(self) -> int:
        """How many there are besides those named."""
        return self.amount - len(self.names) if self.names else 0


class Importer:
    """Checks the rows of one workbook and saves the good ones. A new one is made for every preview and every commit.

    `check` refuses rows (`row.refuse`); `save` writes all that are left, within the caller's transaction. Both ask
    the database in bulk, never row by row.
    """

    about: str | Promise = ""
    """What `subjects` are, as the heading of their column."""

    def __init__(self, reading: Reading, by: Actor, options: Options):
        self.reading = reading
        self.by = by
        self.options = options
        self.today = today()
        self._first_rows: dict[Hashable, Row] = {}

    def check(self) -> None:
        """Refuse the rows that cannot be saved, each with its cause."""
        raise NotImplementedError

    def creations(self) -> list[Creation]:
        """What `save` would write."""
        raise NotImplementedError

    def owed(self) -> Iterable[Any]:
        """What `save` would make somebody owe: obligations, not written down. What is done by its word is none."""
        return ()

    def subjects(self) -> list[Subject]:
        """What all rows are about, refused ones too: what was understood of each and from where, for people to see."""
        return []

    def understood(self) -> list[str]:
        """What else was told from elsewhere than the columns, each with where from."""
        return []

    def save(self) -> None:
        """Write the good rows."""
        raise NotImplementedError

    @property
    def good(self) -> list[Row]:
        """The rows not refused so far."""
        return self.reading.good

    @staticmethod
    def is_complete(row: Row) -> bool:
        """Refuse a new record at each blank cell of a column that such a one needs."""
        places = row.sheet.by_name
        lacking = [
            column.name
            for column in row.sheet.schema.required
            if column.if_new and column.name in places and row[column.name] in (None, "", [])
        ]
        for name in lacking:
            row.refuse(_("must not be empty"), name)
        return not lacking

    def is_repeated(self, row: Row, column: str, key: Hashable, *, words: str = "") -> bool:
        """Refuse a row, at this column, if an earlier row of the workbook had the same `key` there.

        `words` say so instead of the usual ones, with places for `sheet` and `row`.
        """
        first = self._first_rows.setdefault((column, key), row)
        if first is row:
            return False
        words = words or _("is in this workbook already: sheet “%(sheet)s” row %(row)d")
        row.refuse(words % {"sheet": first.sheet.name, "row": first.number}, column)
        return True


def clean_row(
    row: Row,
    instance: models.Model,
    columns: Mapping[str, str] | None = None,
    *,
    may_lack: Collection[str] = (),
) -> bool:
    """Check an unsaved row of the database against the limits of its fields; what is wrong refuses the ledger's row.

    `columns` names the ledger's column where it is called otherwise than the field; `may_lack` are fields that a form
    requires and a ledger may leave out.
    """
    unasked = {field.name for field in instance._meta.fields if field.is_relation}
    unasked |= {name for name in may_lack if getattr(instance, name) is None}
    try:
        instance.clean_fields(exclude=unasked)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            column = (columns or {}).get(name, name)
            known = any(column == known.name for known in row.sheet.schema.columns)
            row.refuse(" ".join(messages), column if known else "")
        return False
    return True
