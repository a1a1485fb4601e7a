"""What people and teams were found worth: who was commended, recommended and promoted. May import people."""
