"""What the committee, its secretary, the leading group and the office decided: meetings and rules.

May import inspections, deadlines and place.
"""
