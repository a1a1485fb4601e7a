"""What one person owes, gathered from every app. May import ui for its page."""
