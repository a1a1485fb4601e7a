"""Duties of an organization taken over (交接) by a new secretary or liaison. Imports no sibling."""
