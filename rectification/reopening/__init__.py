"""Opening a closed item again: applied for, decided by another, with a new day. Above changes and closing."""
