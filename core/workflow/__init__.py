"""How a row changes: the one function that moves a status, saving, editing by two, refusals.

May import access, trail and workdays.
"""
