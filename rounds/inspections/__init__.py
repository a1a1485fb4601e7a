"""Inspections: assigned, entered, left. May import organizations."""
