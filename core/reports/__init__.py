"""Figures, sheets and the monthly workbook, gathered from every app. May import workbook."""
