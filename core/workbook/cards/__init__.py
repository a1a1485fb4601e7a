"""Sheets of cards, labels at the left and what they say at the right, made into tables for the reader."""
