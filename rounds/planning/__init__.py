"""Rounds: plan, approval, stages, coverage. May import inspections."""
