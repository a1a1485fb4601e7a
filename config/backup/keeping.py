"""Names of backups, and how long they are kept: the newest of each of the last days and months."""

import re
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection
from django.utils import timezone

WRITTEN = "%Y%m%dT%H%M%SZ"
SUFFIX = ".tar.age"


def name_of(moment: datetime) -> str:
    """What a backup of this database at that moment is called."""
    return f"{_database()}-{moment.astimezone(UTC).strftime(WRITTEN)}{SUFFIX}"


def partial_of(name: str) -> str:
    """What it is called until it is whole."""
    return f".{_database()}-partial-{name}"


def thin_out(folder: Path, *, days: int, months: int) -> list[Path]:
    """Delete all backups of this database but the newest of each of the last days and months that have one."""
    newest_first = sorted(_backups(folder), reverse=True)
    kept: set[Path] = set()
    for period, most in (("%Y-%m-%d", days), ("%Y-%m", months)):
        of_period: dict[str, Path] = {}
        for moment, path in newest_first:
            of_period.setdefault(timezone.localtime(moment).strftime(period), path)
        kept |= set(list(of_period.values())[:most])
    over = [path for _moment, path in newest_first if path not in kept]
    for path in over:
        path.unlink()
    return over


def _backups(folder: Path) -> list[tuple[datetime, Path]]:
    pattern = re.compile(rf"{re.escape(_database())}-(\d{{8}}T\d{{6}}Z){re.escape(SUFFIX)}")
    found = [(pattern.fullmatch(path.name), path) for path in folder.iterdir()]
    return [
        (datetime.strptime(match[1], WRITTEN).replace(tzinfo=UTC), path) for match, path in found if match is not None
    ]


def _database() -> str:
    return connection.settings_dict["NAME"]
