"""Accounts, roles and what guards them. Imports no sibling."""
