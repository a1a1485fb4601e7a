"""The head of the chain, kept outside the database: whoever writes the chain anew cannot write these lines anew.

A file for each day in the folder of `TRAIL_ANCHORS`, to be kept with the backups, and a line in the log. Each line has
the moment, the position of the last link and its digest.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from core.models import ChainLink

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
    last = next(iter(reversed(list(anchors()))), None)
    if head is None or (last and (last.position, last.digest) == (head.position, bytes(head.digest).hex())):
        return False
    line = f"{now.isoformat(timespec='seconds')} {head.position} {bytes(head.digest).hex()}"
    folder = Path(settings.TRAIL_ANCHORS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / f"{now:%Y-%m-%d}.txt").open("a", encoding="ascii") as file:
        file.write(line + "\n")
    logger.info("The trail's chain ends with %s %s", head.position, bytes(head.digest).hex())
    return True


def anchors() -> Iterator[Anchor]:
    """Every line, the oldest first."""
    for path in sorted(Path(settings.TRAIL_ANCHORS).glob("*.txt")):
        for line in path.read_text(encoding="ascii").splitlines():
            moment, position, digest = line.split()
            yield Anchor(moment, int(position), digest)
