"""Organizations, rounds, teams and inspections; may import only core."""
