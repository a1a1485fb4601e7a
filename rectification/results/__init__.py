"""Rules that organizations made and funds they returned, row by row. May import items."""
