"""What an import expects: columns by name, the headings that offices give them, and how to read each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise, cached_property

from core.workbook.cells import Parser, text
from core.workbook.cleaning import normal_title


@dataclass(frozen=True)
class Column:
    """One column of a ledger.

    `synonyms` are the headings it may have, the usual one first; "group/heading" names a column under a group
    heading. `sample` is shown in the import template, `hint` in its notes. A column of `several` may go on in the rows
    below its record, as the measures of a finding do, each with its own leader.

    A required column may be left out where the sheet may say it `elsewhere`, in its title, its name or a row above the
    data, or where another column stands `instead`; the importer finds it there, or refuses the row. Its cells may be
    blank where it is required `if_new`: the importer refuses a record that is not there already. One that
    `may_be_hidden` is hidden in our own workbooks, and nobody is told of it.
    """

    name: str
    synonyms: Sequence[str]
    required: bool = False
    parse: Parser = field(default_factory=text)
    sample: object = ""
    hint: str = ""
    several: bool = False
    elsewhere: bool = False
    instead: str = ""
    if_new: bool = False
    may_be_hidden: bool = False

    @property
    def title(self):
        """The heading to show where the workbook's own is not at hand."""
        return self.synonyms[0].rpartition("/")[2]

    @property
    def group(self):
        """The group heading above the usual heading, if there is one."""
        return self.synonyms[0].rpartition("/")[0]

    @cached_property
    def normal_synonyms(self):
        """The headings as they are compared, which happens at each of the first rows of a sheet."""
        return [normal_title(synonym) for synonym in self.synonyms]


@dataclass(frozen=True)
class Schema:
    """A kind of ledger. `label` is its name for people."""

    name: str
    columns: Sequence[Column]
    label: str | Promise = ""

    def column(self, name):
        return next(column for column in self.columns if column.name == name)

    @cached_property
    def synonyms(self):
        """All that its columns may be called, those in a group with it."""
        return {known for column in self.columns for known in column.normal_synonyms}

    @cached_property
    def headings(self):
        """Every heading it knows, compared without spaces and notes, and the letters that these begin with."""
        names = {name for known in self.synonyms for name in known.split("/")}
        return names, {name[0] for name in names} | {name[0].upper() for name in names}

    @property
    def required(self):
        return [column for column in self.columns if column.required]
