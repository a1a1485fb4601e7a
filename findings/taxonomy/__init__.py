"""How findings are sorted: schemes and their headings. Imports no sibling."""
