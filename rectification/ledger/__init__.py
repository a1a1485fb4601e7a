"""The ledger of findings and their rectification, as offices keep it. May import hand_over and what it may."""
