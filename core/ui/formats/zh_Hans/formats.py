"""Digits in threes, as in official statistics; Django groups none in Chinese."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
