"""Training: how often of which kind, what is planned and held, who attended, what is missing. May import people."""
