"""How long the long files of tests take: they begin first, and `make check` leaves out what takes longest.

`pytest --weigh` writes the file anew from what it ran; what it did not run stays as it was.
"""

import json
from collections import defaultdict
from pathlib import Path

FILE = Path(__file__).with_suffix(".json")
NAMED_FROM = 3
"""Seconds from which a file is named."""
SLOW_FROM = 8
"""Seconds from which it is left to `make test`."""
WEIGHTS: dict[str, int] = json.loads(FILE.read_text())


def weight_of(nodeid: str) -> int:
    """The seconds of the file in which a test stands; 0 if it is a short one."""
    return WEIGHTS.get(file_of(nodeid), 0)


def file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def weigh(reports) -> None:
    """Keep how long each file took, by what was reported of its tests."""
    took: dict[str, float] = defaultdict(float)
    for report in reports:
        took[file_of(report.nodeid)] += report.duration
    weights = WEIGHTS | {file: round(seconds) for file, seconds in took.items()}
    named = sorted(((-weight, file) for file, weight in weights.items() if weight >= NAMED_FROM))
    FILE.write_text(json.dumps({file: -weight for weight, file in named}, indent=1) + "\n")
