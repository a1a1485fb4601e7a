"""Changes that a second person confirms. May import every other room of core."""
