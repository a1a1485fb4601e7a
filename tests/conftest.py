"""What every test can use. The servers are started by tests/settings.py, before any of this."""
