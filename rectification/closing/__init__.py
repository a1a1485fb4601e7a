"""Applying for a close-out, deciding on it, closing a hand-over. Imports no sibling."""
