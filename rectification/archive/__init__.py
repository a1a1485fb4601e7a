"""The archive list of an inspection (归档目录): complete, or what lacks. May import hand_over."""
