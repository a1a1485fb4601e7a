"""What was made known to the public, and on what ground something was not. May import inspections and place."""
