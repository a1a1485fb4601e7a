"""Keys of age: the public ones backups are encrypted to, the secret one that opens them, kept off the machine."""

import os
import sys
from pathlib import Path

import pyrage
from django.conf import settings
from django.utils.translation import gettext as _
from pyrage.x25519 import Identity, Recipient

from config.backup.errors import BackupError

PREFIX = "AGE-SECRET-KEY-"


def recipients() -> list[Recipient]:
    """Those of BACKUP_RECIPIENTS. Raises `BackupError` where there are none, or one that is no key."""
    if not settings.BACKUP_RECIPIENTS:
        raise BackupError(
            _("BACKUP_RECIPIENTS names no public key, and no backup is made without: see manage.py backup_key FILE.")
        )
    return [_recipient(key.strip()) for key in settings.BACKUP_RECIPIENTS]


def _recipient(key: str) -> Recipient:
    try:
        return Recipient.from_str(key)
    except pyrage.RecipientError:
        raise BackupError(
            _("“%(key)s” in BACKUP_RECIPIENTS is no public key of age (age1…).") % {"key": key}
        ) from None


def identities(path: Path) -> list[Identity]:
    """The secret keys in a file, as age-keygen writes them, or in what is typed or piped in where that is "-".

    Raises `BackupError` where there are none.
    """
    text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="ascii", errors="replace")
    lines = [line.strip() for line in text.splitlines()]
    try:
        found = [Identity.from_str(line) for line in lines if line.startswith(PREFIX)]
    except pyrage.IdentityError:
        found = []
    if not found:
        raise BackupError(_("%(path)s holds no secret key of age (%(prefix)s…).") % {"path": path, "prefix": PREFIX})
    return found


def make_key(path: Path) -> str:
    """Write a new secret key into a new file that its owner alone reads; the public key to it."""
    identity = Identity.generate()
    public = str(identity.to_public())
    with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(f"# public key: {public}\n{identity}\n")
    return public
