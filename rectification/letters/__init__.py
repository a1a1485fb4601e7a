"""Suggestion letters (整改建议书) and the answers owed to them. May import its own floor alone."""
