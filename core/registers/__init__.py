"""Registers: what an office enters of one kind, from the declaration to pages, ledger, sheet and services.

Stands above every other room of core but those of its own kind.
"""
