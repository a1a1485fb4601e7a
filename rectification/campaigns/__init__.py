"""Self-check campaigns (自查自纠): sent, reported on, checked on the spot. May import its own floor alone."""
