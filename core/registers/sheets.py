"""The sheet of a register in the monthly report: the columns of its list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import get_language
from django_tables2 import A

from core.registers.register import Register
from core.reports.period import Period
from core.reports.sheets import Sheet, had_come, sheets
from core.ui.cell_plan import CellPlan
from core.ui.export import KINDS
from core.workbook.spec import WriterColumn


@dataclass(frozen=True)
class CellsOfTable:
    """What the columns of a table say of a row. Nothing is known yet of what happened after the period.

    In place of a light, which is of today, stands the day that it is about.
    """

    table: type

    def __call__(self, row: Any, period: Period) -> list[Any]:
        return [_cell(plan, row, period) for plan in _plans(self.table, get_language())]


def _cell(plan: CellPlan, row: Any, period: Period) -> Any:
    if plan.column.kind == "light":
        return plan.read(row)[1]
    if plan.column.since and had_come(getattr(row, plan.column.since), period) is None:
        return None
    value = plan.plain(row)
    has_happened = isinstance(value, date) and not getattr(plan.column, "ahead", False)
    return had_come(value, period) if has_happened else value


@lru_cache(64)
def _plans(table: type, language: str) -> list[CellPlan]:
    made = table(table.Meta.model.objects.none())
    made.choose(())
    return [CellPlan(column, made) for column in made.export_columns()]


def columns_of(table: type) -> Iterator[WriterColumn]:
    """The columns shown at first, by their own headings or those of their fields, which are told in any language."""
    model = table.Meta.model
    for name, column in table.base_columns.items():
        if not column.hidden:
            is_light = column.kind == "light"
            told = "" if is_light else column.verbose_name
            words = told or A(column.accessor or name).get_field(model).verbose_name
            kind = "date" if is_light else KINDS.get(column.kind, "text")
            yield WriterColumn(raised(words), kind=kind, unit=column.unit)


raised = lazy(capfirst, str)


def sheet_of(register: Register, *, order: int, unit: Any = "", until: str = "") -> None:
    """Register the sheet of a register; `until` is the day an entry was done with, where it is ever open."""
    sheets.register(
        Sheet.listing(
            register.model,
            register.listed.partition(":")[2],
            register.words.many,
            [*columns_of(register.table)],
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
