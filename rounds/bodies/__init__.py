"""Bodies that work with the office. Imports no sibling."""
