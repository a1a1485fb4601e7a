"""Changes of an approved plan: applied for by the office, decided by the leading group. May import postings."""
