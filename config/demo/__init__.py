"""The demo office: an invented city, a history that reproduces the article's figures, live rounds around today.

Everything here is made up: the city, its places, its people and what was found. May import every app.
"""
