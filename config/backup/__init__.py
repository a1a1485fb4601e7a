"""Backups of the database, the attachments and the anchors of one moment: made, restored, rehearsed; and upgrades."""
