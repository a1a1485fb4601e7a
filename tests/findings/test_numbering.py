"""Numbers go on from the highest there is, however those before were made."""

import random
import re

import pytest

from findings.numbering import next_finding_numbers, next_paper_number
from tests.factories import FindingFactory, InspectionFactory, WorkingPaperFactory

pytestmark = pytest.mark.django_db
STEM = "〔2026〕18巡-1组-"
OURS = "{:02}号"
OTHERS = ["{}号", "{:02}", "{:02}号（补）", "{:03}号", "{}-1号", "({})号", "1{:012}号", "号", "补号"]


def highest(numbers: list[str], stem: str) -> int:
    """As said: up to nine digits after the stem, and none after them."""
    found = [re.fullmatch(r"([0-9]{1,9})\D*", number.removeprefix(stem)) for number in numbers]
    return max([int(match[1]) for match in found if match], default=0)


@pytest.mark.parametrize("seed", range(30))
def test_papers_of_many_makes(seed):
    chosen = random.Random(seed)  # noqa: S311  it only chooses
    inspection = InspectionFactory(team__number=1, team__round__number=18)
    makes = [OURS, OURS, *chosen.sample(OTHERS, seed % 3)]
    counts = chosen.sample([1, 2, 5, 9, 10, 11, 98, 99, 100, 101, 205, 999, 1000], 6)
    numbers = {STEM + chosen.choice(makes).format(count) for count in counts}
    for number in numbers:
        WorkingPaperFactory(inspection=inspection, number=number)
    assert next_paper_number(inspection) == f"{STEM}{highest(list(numbers), STEM) + 1:02}号"


@pytest.mark.parametrize(
    ("there", "following"),
    [
        (["0099", "0100"], "WT18-0101"),
        (["9999", "10000"], "WT18-10001"),
        (["0005", "99"], "WT18-0100"),
        (["0005", "0006补"], "WT18-0007"),
        (["0005", "0004a"], "WT18-0006"),
        ([], "WT18-0001"),
    ],
)
def test_findings(there, following):
    inspection = InspectionFactory(team__round__number=18)
    for count in there:
        FindingFactory(inspection=inspection, number=f"WT18-{count}")
    assert next_finding_numbers(inspection.team.round)[0] == following
