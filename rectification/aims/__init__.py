"""The stages in which a lasting item goes on: set, reported, reviewed. May import nothing but its floor."""
