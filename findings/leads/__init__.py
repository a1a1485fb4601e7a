"""Leads: written, decided on, transferred; who looked; their ledger. May import papers."""
