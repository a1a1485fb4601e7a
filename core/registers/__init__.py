"""Registers: the list, pages, ledger, sheet and services of what an office enters, from one declaration.

No other room of core imports this one.
"""
