"""The four ledgers, deadlines and reminders; may import every app but config."""
