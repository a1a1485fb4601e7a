"""Written instructions of the secretary and others, followed to their answers.

May import inspections, deadlines and place.
"""
