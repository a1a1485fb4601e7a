"""The demo office: an invented city, a history that gives the figures of docs/domain.md; live rounds around today.

Everything here is made up: the city, its places, its people and what was found. May import every app.
"""
