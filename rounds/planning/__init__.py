"""Rounds: plan, approval, stages, coverage. May import teams, inspections and deadlines."""
