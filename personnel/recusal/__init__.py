"""Who may have nothing to do with an organization. May import people."""
