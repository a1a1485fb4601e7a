"""What belongs into the archive of an inspection (归档目录): the lines that all apps name. May import place."""
