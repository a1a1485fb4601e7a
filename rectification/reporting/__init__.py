"""Figures and sheets of the four ledgers, as of any day."""
