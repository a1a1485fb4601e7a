"""Where the passwords of a demo's accounts are written."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from config.embedded import VAR

FOLDER = Path(__file__).resolve().parents[2] / "var"
NAME = "demo-accounts"


def accounts_file() -> Path:
    """`var/demo-accounts.tsv`; for a database given from outside, a name of its own where there are embedded servers.

    Their demo goes on being used, and would be locked out by the passwords of another.
    """
    address = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not address.scheme or not (VAR / "servers").exists():
        return FOLDER / f"{NAME}.tsv"
    host, database = address.hostname or "local", address.path.strip("/")
    return FOLDER / f"{NAME}-{re.sub(r'[^A-Za-z0-9.-]+', '-', f'{host}-{database}')}.tsv"
