"""The page that tells the office's whole work in its own order (26445), every number live and as of any day.

Stands above all figures of all apps; imports no sibling.
"""
