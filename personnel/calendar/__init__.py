"""Deadlines as a calendar: a page for each month, and a feed for calendar programs."""
