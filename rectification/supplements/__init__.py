"""Numbered supplements to a feedback that was signed for, and their receipts. May import hand_over."""
