"""Notices to division leaders (一岗双责通报) of what a round found in their portfolio.

May import findings; no sibling.
"""
