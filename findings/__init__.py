"""Working papers, findings, leads and their handling; may import personnel, rounds and core."""
