"""What rounds 1 to 17 left behind: findings rectified and closed out, leads transferred and answered."""
