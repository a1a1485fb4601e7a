"""Who may open which address, by the names of the cast. Whoever adds an address says here who may open it."""

MEANS = {
    ("api-nowhere", "address"): "nowhere",
    ("findings:evidence_remove", "pk"): "paper",
    ("findings:findings_of", "pk"): "inspection",
    ("findings:leads_of", "pk"): "inspection",
    ("findings:papers_of", "pk"): "inspection",
    ("personnel:posting_add", "pk"): "team",
    ("personnel:recusal_add", "pk"): "person",
    ("personnel:team_postings", "pk"): "team",
    ("rectification:hand_over_feedback", "side"): "head",
    ("rectification:hand_over_prepare", "pk"): "inspection",
    ("rectification:hand_over_sign", "side"): "board",
    ("rounds:team_add", "pk"): "round",
}
"""Which row, or which word, a key of an address stands for where its name does not tell."""

ADDRESSES: dict[str, str] = {}
