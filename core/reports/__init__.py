"""Registries of figures and sheets, filled by each app's `reports.py`, and what is drawn from them.

The board, the `figures` command, the figures API and the monthly workbook are written once, over these.
"""

from core.reports.figures import Figure, figures
from core.reports.period import Period
from core.reports.sheets import Sheet, sheets

__all__ = ["Figure", "Period", "Sheet", "figures", "sheets"]
