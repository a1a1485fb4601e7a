"""Inspections: assigned, entered, left. May import deadlines and place."""
