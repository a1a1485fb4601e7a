"""Rows of a ledger that hold no record, and how its reader is told of them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.workbook.cells import quoted

SHOWN = 20  # of rows, and of the letters of each, in a sentence about them


@dataclass(frozen=True)
class SkippedRow:
    """A row without data: a total, a signature line, a repeated heading, a number before an empty line.

    `heading` is the text of one that the rows below it stand under.
    """

    number: int
    text: str
    heading: str = ""


@dataclass(frozen=True)
class Remark:
    """Something about a sheet that its reader must know before anything is saved; a doubt must be confirmed."""

    text: str
    is_doubt: bool = False


def told_of(rows):
    """The rows that hold no record, with their first words."""
    if not rows:
        return
    rows = sorted(rows, key=lambda row: row.number)
    told = "、".join(
        _("%(row)d (%(words)s)") % {"row": row.number, "words": quoted(row.text)[:SHOWN]} for row in rows[:SHOWN]
    )
    more = "……" if len(rows) > SHOWN else ""
    yield Remark(_("rows passed over: %(rows)s") % {"rows": told + more})
