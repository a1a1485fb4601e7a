"""Django's connection to PostgreSQL, with a check that costs no statement."""
