"""Transfers and what the receiving bodies report back. Imports no sibling."""
