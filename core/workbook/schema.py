"""What an import expects: columns by name, the headings that offices give them, and how to read each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from core.workbook.cells import Parser, text
from core.workbook.cleaning import normal_title


@dataclass(frozen=True)
class Column:
    """One column of a ledger.

    `synonyms` are the headings it may have, the usual one first; "group/heading" names a column under a group
    heading. `sample` is shown in the import template, `hint` in its notes.
    """

    name: str
    synonyms: Sequence[str]
    required: bool = False
    parse: Parser = field(default_factory=text)
    sample: object = ""
    hint: str = ""

    @property
    def title(self):
        """The heading to show where the workbook's own is not at hand."""
        return self.synonyms[0].rpartition("/")[2]

    @property
    def group(self):
        """The group heading above the usual heading, if there is one."""
        return self.synonyms[0].rpartition("/")[0]

    def normal_synonyms(self):
        return [normal_title(synonym) for synonym in self.synonyms]


@dataclass(frozen=True)
class Schema:
    """A kind of ledger. `label` is its name for people."""

    name: str
    columns: Sequence[Column]
    label: str | Promise = ""

    def column(self, name):
        return next(column for column in self.columns if column.name == name)

    @property
    def required(self):
        return [column for column in self.columns if column.required]
