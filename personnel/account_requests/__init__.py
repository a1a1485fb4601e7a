"""Requests for the accounts of organizations. Imports no sibling; who makes accounts and grants roles settles them."""
