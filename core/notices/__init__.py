"""What people are told: the inbox and the daily mail. May import ui for its page."""
