"""What was read of a workbook is written down and read back as it was."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

import pytest

from core.workbook import grids_kept
from core.workbook.grid import Grid, grids_of
from core.workbook.looks import StruckOut
from core.workbook.values import Fault, Shown, Uncomputed
from tests import ledgers

VALUES = [
    "市财政局党组",
    "a\nb\ud83d",
    7,
    10**20,
    0.035,
    float("inf"),
    True,
    Fault("#REF!"),
    Uncomputed("=A1"),
    Shown(0.035, "3.50%", None),
    Shown(1.0, "WT18-0001", Decimal("1")),
    datetime.fromisoformat("2026-11-23T08:30:00"),
    date(2026, 11, 23),
    time(8, 30),
    timedelta(days=3, seconds=5),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_comes_back_as_it_was_and_of_its_kind(value):
    [grid] = grids_kept.read_back(grids_kept.written([Grid("一", cells={3: {2: value}})]))
    back = grid.cells[3][2]
    assert (back, type(back)) == (value, type(value))
    if isinstance(value, Shown):
        assert (back.words, back.number) == (value.words, value.number)


def test_a_sheet_comes_back_with_what_its_look_says():
    grid = Grid(
        "一",
        cells={5: {2: "乙"}, 3: {1: "甲"}},
        merges=[(1, 1, 2, 4)],
        struck={(3, 1): StruckOut("甲", is_whole=True)},
        hidden_rows={4, 9},
        hidden_columns={2},
        is_hidden=True,
    )
    assert grids_kept.read_back(grids_kept.written([grid])) == [grid]


@pytest.mark.parametrize("made", [ledgers.organizations, ledgers.findings_flat])
def test_a_ledger_comes_back_as_it_was_read(made):
    grids = grids_of(BytesIO(made().getvalue()))
    assert grids_kept.read_back(grids_kept.written(grids)) == grids
