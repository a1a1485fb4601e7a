"""Party organizations: the register, its pages, its ledger. Imports no sibling."""
