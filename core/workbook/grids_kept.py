"""The cells of a workbook as they were read, written down: what was read once is not taken apart at each look.

Compressed JSON, each value that JSON does not know under the name of its kind. Nothing that is read back is run.
"""

import json
import zlib
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from core.workbook.comments import Beside
from core.workbook.grid import Grid
from core.workbook.looks import StruckOut
from core.workbook.values import Fault, Shown, Uncomputed

WRITERS = {
    Shown: lambda value: [float(value), value.words, None if value.number is None else str(value.number)],
    Fault: str,
    Uncomputed: str,
    datetime: datetime.isoformat,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: lambda value: [value.days, value.seconds, value.microseconds],
}
READERS = {
    "Shown": lambda said: Shown(said[0], said[1], None if said[2] is None else Decimal(said[2])),
    "Fault": Fault,
    "Uncomputed": Uncomputed,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda said: timedelta(*said),
}
PLAIN = {str, int, float, bool}


def written(grids: list[Grid]) -> bytes:
    """The worksheets as bytes."""
    return zlib.compress(
        json.dumps([_sheet(grid) for grid in grids], ensure_ascii=False).encode("utf-8", "surrogatepass")
    )


def read_back(content: bytes) -> list[Grid]:
    """The worksheets that were written so."""
    return [_grid(told) for told in json.loads(zlib.decompress(content).decode("utf-8", "surrogatepass"))]


def _sheet(grid: Grid) -> dict:
    return {
        "name": grid.name,
        "cells": [
            [row, [[column, _said(value)] for column, value in cells.items()]] for row, cells in grid.cells.items()
        ],
        "merges": grid.merges,
        "struck": [[row, column, gone.text, gone.is_whole] for (row, column), gone in grid.struck.items()],
        "hidden_rows": sorted(grid.hidden_rows),
        "hidden_columns": sorted(grid.hidden_columns),
        "is_hidden": grid.is_hidden,
        "comments": grid.beside.comments,
        "has_drawings": grid.beside.has_drawings,
    }


def _grid(told: dict) -> Grid:
    return Grid(
        told["name"],
        cells={row: {column: _value(said) for column, said in cells} for row, cells in told["cells"]},
        merges=[tuple(merge) for merge in told["merges"]],
        struck={(row, column): StruckOut(text, is_whole) for row, column, text, is_whole in told["struck"]},
        hidden_rows=set(told["hidden_rows"]),
        hidden_columns=set(told["hidden_columns"]),
        is_hidden=told["is_hidden"],
        beside=Beside(told.get("comments", {}), told.get("has_drawings", False)),  # an earlier version kept none
    )


def _said(value):
    kind = type(value)
    return value if kind in PLAIN else {kind.__name__: WRITERS[kind](value)}


def _value(said):
    if not isinstance(said, dict):
        return said
    ((kind, value),) = said.items()
    return READERS[kind](value)
