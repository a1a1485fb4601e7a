"""The place of a row: the round, team and organization of its inspection. Told once for lists, sheets and the API.

Imports core and the models of this app; `lookups` and `words` import nothing here, for the models use them.
"""
