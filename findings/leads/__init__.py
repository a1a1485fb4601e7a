"""Leads: written, decided on, transferred; their ledger. May import exchange."""
