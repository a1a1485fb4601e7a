"""Applying for changes of an accepted plan, extensions among them, and deciding on them. Imports no sibling."""
