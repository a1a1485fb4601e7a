"""Secondments to inspection bodies (挂职). May import people."""
