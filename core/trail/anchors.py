"""The head of the chain, kept outside the database: whoever writes the chain anew cannot write these lines anew.

A file for each day in the folder of `TRAIL_ANCHORS`, to be kept with the backups, and a line in the log. Each line has
the moment, the position of the last link and its digest; any other line was cut off by a full disk or changed.
"""

import logging
import re
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils import timezone

from core.models import ChainLink

LINE_BREAK = "\n"
LINE = re.compile(r"(\S+) (\d{1,18}) ([0-9a-f]{64})")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Anchor:
    """What a line of a file says: the link at this position had this digest."""

    moment: str
    position: int
    digest: str


def keep_head() -> bool:
    """Write down the last link of the chain, and tell whether there was a new one."""
    head = ChainLink.objects.last()
    now = timezone.localtime()
    last = next(reversed(read(_files()[-1:]).anchors), None)
    if head is None or (last and (last.position, last.digest) == (head.position, bytes(head.digest).hex())):
        return False
    line = f"{now.isoformat(timespec='seconds')} {head.position} {bytes(head.digest).hex()}"
    folder = Path(settings.TRAIL_ANCHORS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / f"{now:%Y-%m-%d}.txt").open("a+b") as file:
        whole = _ends_whole(file)
        file.write(f"{'' if whole else LINE_BREAK}{line}{LINE_BREAK}".encode())
    logger.info("The trail's chain ends with %s %s", head.position, bytes(head.digest).hex())
    return True


def _ends_whole(file: BinaryIO) -> bool:
    """Whether what was written last was written to its end."""
    if file.seek(0, SEEK_END) == 0:
        return True
    file.seek(-1, SEEK_END)
    return file.read() == LINE_BREAK.encode()


@dataclass(frozen=True)
class Kept:
    """What the files hold: their anchors, the oldest first, and which of the files have a line that is none."""

    anchors: list[Anchor]
    damaged: list[str]


def every_anchor() -> Kept:
    """What all files hold."""
    return read(_files())


def read(paths: list[Path]) -> Kept:
    """What these files hold."""
    found, damaged = [], []
    for path in paths:
        lines = [LINE.fullmatch(line) for line in path.read_text(encoding="ascii", errors="replace").splitlines()]
        found += [Anchor(line[1], int(line[2]), line[3]) for line in lines if line]
        damaged += [] if all(lines) else [path.name]
    return Kept(found, damaged)


def _files() -> list[Path]:
    return sorted(Path(settings.TRAIL_ANCHORS).glob("*.txt"))
