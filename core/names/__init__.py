"""Names: how they are stored, when two are the same, when they only look so, and how words find them.

Knows no model and imports no other room.
"""
