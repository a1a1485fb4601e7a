"""Checks on site. May import items."""
