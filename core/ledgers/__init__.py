"""Ledgers from outside: uploaded, previewed, saved or refused row by row.

Knows no kind of ledger; may import workbook.
"""
