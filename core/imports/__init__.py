"""Importing ledgers: what kinds there are, the preview, and saving all or nothing (or only the good rows).

An app registers its kinds in its `imports.py`; page and command are written once, here and over the registry.
"""

from core.imports.importer import Creation, Importer, Options, clean_row, same_name
from core.imports.registry import ImportKind, kind_of, kinds, kinds_for, register
from core.imports.running import Outcome, Plan, RefusedRows, commit, preview

__all__ = [
    "Creation",
    "ImportKind",
    "Importer",
    "Options",
    "Outcome",
    "Plan",
    "RefusedRows",
    "clean_row",
    "commit",
    "kind_of",
    "kinds",
    "kinds_for",
    "preview",
    "register",
    "same_name",
]
