"""Reconciliation (对账): what is reported of an item, what a check saw, and whether it is closed. Below the ledger."""
