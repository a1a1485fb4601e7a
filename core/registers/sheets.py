"""The sheet of a register in the monthly report: the columns of its list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import get_language

from core.registers.register import Register
from core.reports.period import Period
from core.reports.sheets import Sheet, had_come, sheets
from core.ui.cell_plan import CellPlan
from core.ui.export import KINDS
from core.workbook.spec import WriterColumn


@dataclass(frozen=True)
class CellsOfTable:
    """What the columns of a table say of a row; of days after the period nothing is known yet."""

    table: type

    def __call__(self, row: Any, period: Period) -> list[Any]:
        values = (plan.plain(row) for plan in _plans(self.table, get_language()))
        return [had_come(value, period) if isinstance(value, date) else value for value in values]


@lru_cache(64)
def _plans(table: type, language: str) -> list[CellPlan]:
    made = table(table.Meta.model.objects.none())
    made.choose(())
    return [CellPlan(column, made) for column in made.export_columns()]


def _columns(table: type) -> Iterator[WriterColumn]:
    """The columns shown at first, by their own headings or those of their fields, which are told in any language."""
    fields = table.Meta.model._meta
    for name, column in table.base_columns.items():
        if not column.hidden:
            words = column.verbose_name or fields.get_field(column.accessor or name).verbose_name
            yield WriterColumn(raised(words), kind=KINDS.get(column.kind, "text"), unit=column.unit)


raised = lazy(capfirst, str)


def sheet_of(register: Register, *, order: int, unit: Any = "", until: str = "") -> None:
    """Register the sheet of a register; `until` is the day an entry was done with, where it is ever open."""
    sheets.register(
        Sheet.listing(
            register.model,
            register.listed.partition(":")[2],
            register.words.many,
            [*_columns(register.table)],
            CellsOfTable(register.table),
            on=register.day,
            until=until,
            among=lambda rows, as_of: (
                rows.standing().select_related(*register.reads).prefetch_related(*register.gathers)
            ),
            order=order,
            unit=unit,
        )
    )
