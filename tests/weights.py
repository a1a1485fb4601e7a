"""How long the long files of tests take: they begin first, and `make check` runs a part of each.

`pytest --weigh` writes the file anew from what it ran; what it did not run stays as it was.
"""

import json
from collections import defaultdict
from collections.abc import Collection
from math import ceil
from pathlib import Path

FILE = Path(__file__).with_suffix(".json")
SHARE = 0.5
"""Seconds that each file has in `make check`; one that takes longer is named."""
WEIGHTS: dict[str, float] = json.loads(FILE.read_text())


def weight_of(nodeid: str) -> float:
    """The seconds of the file in which a test stands; 0 if it is a short one."""
    return WEIGHTS.get(file_of(nodeid), 0)


def file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def slow(nodeids: list[str], together: Collection[str] = ()) -> set[str]:
    """The tests that are left to `make test`, so that every file has its say in `make check`, and none a long one.

    A short file is run as a whole, of a longer one every so manieth test. It is left out where one test takes longer
    than the share, or where its tests share a dear fixture, as in the files `together`.
    """
    files: dict[str, list[str]] = defaultdict(list)
    for nodeid in nodeids:
        files[file_of(nodeid)].append(nodeid)
    found: set[str] = set()
    for file, tests in files.items():
        step = ceil(WEIGHTS.get(file, SHARE) / SHARE)
        is_left_out = step > len(tests) or (file in together and step > 1)
        found |= set(tests) - set([] if is_left_out else tests[::step])
    return found


def weigh(reports) -> None:
    """Keep how long each file took, by what was reported of its tests."""
    took: dict[str, float] = defaultdict(float)
    for report in reports:
        took[file_of(report.nodeid)] += report.duration
    weights = WEIGHTS | {file: round(seconds, 1) for file, seconds in took.items()}
    named = sorted(((-weight, file) for file, weight in weights.items() if weight > SHARE))
    FILE.write_text(json.dumps({file: -weight for weight, file in named}, indent=1) + "\n")
