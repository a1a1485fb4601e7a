"""How one dossier of the demo is written, whatever its round: findings, hand-overs, items and leads."""
