"""What cooperating bodies send: information and problems, given to a team, and what became of each.

May import leads, findings and papers.
"""
