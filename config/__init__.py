"""Settings, addresses and entry points of the whole; may import every app."""
