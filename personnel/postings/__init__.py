"""Who serves on which team from when to when. May import people."""
