"""A filed plan as one table, and its review by several bodies (五方会审). Imports no sibling."""
