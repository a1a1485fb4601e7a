"""The ledger of findings and their rectification, as offices keep it."""
