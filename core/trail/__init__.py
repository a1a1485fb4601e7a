"""What leaves a trace: history of rows, the auditor's view, verification, logs. May import ui for its page."""
