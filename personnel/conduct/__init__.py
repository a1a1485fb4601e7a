"""Discipline inside the team: commitments, integrity talks, who was replaced, who made up work.

May import postings and people.
"""
