"""What ends a backup or a restore, in words for whoever administers the machine."""


class BackupError(Exception):
    """It cannot be done, or not go on; the message says why and what to do."""
