"""Who serves on which team from when to when. Imports no sibling."""
