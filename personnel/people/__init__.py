"""People and talent pools: the register, its pages, its ledger. Imports no sibling."""
