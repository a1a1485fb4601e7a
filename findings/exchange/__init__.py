"""Transfers and what the receiving bodies report back. May import leads."""
