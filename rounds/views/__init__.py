"""Pages of rounds, teams, organizations and inspections."""
