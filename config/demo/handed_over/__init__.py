"""Round 18 around today: hand-overs in every state, items green, yellow, red, returned, awaiting and closed out."""
