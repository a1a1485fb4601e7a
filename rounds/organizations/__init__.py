"""Party organizations: the register, its pages, its ledger. May import inspections and place."""
