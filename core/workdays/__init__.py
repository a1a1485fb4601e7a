"""The working calendar and reckoning with working days. May import ui for its page."""
