"""What the table of `cases.py` is made of: the office before, the file otherwise written, the facts afterwards."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from personnel.models import PoolMembership, Recusal
from rectification.models import Item
from rounds.models import Inspection, Organization
from tests.factories import InspectionFactory, OrganizationFactory, TeamFactory
from tests.imports.test_told_rounds import past
from tests.ledgers import as_file

CIVIL, GRAIN, WOMEN = "市民政局党组", "市粮食和物资储备局党组", "市妇女联合会党组"
FOREST = "市林业和草原局森林病虫害防治站党总支"


def rounds_of_two_terms():
    """Rounds 1, 2 and 16 of the fourth term, 17 and 18 of the fifth; in 2 and 18, teams have inspected CIVIL."""
    past(1, "四届市委", date(2016, 1, 3))
    past(16, "四届市委", date(2025, 3, 3))
    past(17, "五届市委", date(2025, 9, 1))
    _inspected(2, "四届市委", date(2017, 1, 3), {CIVIL: 3})
    _inspected(18, "五届市委", date(2026, 3, 2), {CIVIL: 3})


def fourth_and_eighteenth_round():
    """Round 4 of 2017 and round 18; in both, team 4 has inspected CIVIL."""
    _inspected(4, "四届市委", date(2016, 9, 3), {CIVIL: 4})
    eighteenth_round()


def eighteenth_round():
    """Round 18, in which CIVIL and GRAIN were inspected."""
    _inspected(18, "五届市委", date(2026, 3, 2), {CIVIL: 4, GRAIN: 3})


def _inspected(number, term, starts_on, teams):
    round_ = past(number, term, starts_on)
    for name, team in teams.items():
        organization = Organization.objects.get(name=name)
        visit = {"team": TeamFactory(round=round_, number=team), "entered_on": starts_on}
        InspectionFactory(**visit, organization=organization, status=Inspection.Status.REPORTING)


def audit():
    """The unit of the people of a roster is in the register."""
    OrganizationFactory(name="市审计局党组")


def of_items(*fields):
    """`of_items("due_on")`: these facts of each item, by what its finding says."""

    def facts():
        return {row[0]: row[1:] for row in Item.objects.values_list("finding__text", *fields)}

    return facts


def measures():
    """What is to be done about each finding: content, leader, unit and day of each measure."""
    shown = ("content", "leader", "department", "due_on")
    return {
        item.finding.text: list(item.measures.order_by("number").values_list(*shown)) for item in Item.objects.all()
    }


def amounts_of_measures():
    """How many measures each finding has."""
    return {item.finding.text[:4]: item.measures.count() for item in Item.objects.order_by("finding__text")}


def people(*fields):
    """`people("employer")`: these facts of each person in a pool, by name."""

    def facts():
        found = PoolMembership.objects.values_list("person__name", *(f"person__{name}" for name in fields))
        return {row[0]: row[1:] for row in found}

    return facts


def recusals():
    """Whoever is in a pool, and from whom they stand aside."""
    aside = dict(Recusal.objects.values_list("person__name", "organization__name"))
    return {name: aside.get(name) for name in PoolMembership.objects.values_list("person__name", flat=True)}


def organizations():
    """The organizations a register brought, each with its level."""
    known = {CIVIL, GRAIN, WOMEN, FOREST}
    return dict(Organization.objects.exclude(name__in=known).values_list("name", "level"))


def sheet(content: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook with something changed in its first sheet."""
    book = load_workbook(BytesIO(content))
    change(book.worksheets[0])
    return as_file(book).getvalue()


def set_cells(content: bytes, **values) -> bytes:
    """The workbook with other texts in these cells; what looks like a formula is text there."""

    def change(first):
        for place, value in values.items():
            first[place] = value
            first[place].data_type = "s"

    return sheet(content, change)


def unmerged(content: bytes) -> bytes:
    """The workbook without a merged cell below its head: what a merge covered is blank."""

    def change(first):
        for merged in list(first.merged_cells.ranges):
            if merged.min_row > len(("title", "head", "head")):
                first.unmerge_cells(str(merged))

    return sheet(content, change)


def term_apart(content: bytes) -> bytes:
    """The workbook with the term in a column of its own."""

    def change(first):
        first["B2"] = "第二轮"
        first.cell(1, first.max_column + 1, "届次")
        first.cell(2, first.max_column, "五届市委")

    return sheet(content, change)


def as_utf_16(content: bytes) -> bytes:
    """The text in another encoding."""
    return content.decode("gbk").encode("utf-16")


def quoted(content: bytes) -> bytes:
    """The text with a number of four digits before each row, written so that it keeps its zeros."""
    head, *rows = content.decode("gbk").splitlines()
    numbered = [f'="{number:04}"\t,{row}' for number, row in enumerate(rows, 1)]
    return "\r\n".join([f"问题编号\t,{head}", *numbered]).encode("gbk")


def round_in_titles(content: bytes) -> bytes:
    """The workbook with the round in the title of each sheet."""
    book = load_workbook(BytesIO(content))
    for each in book.worksheets:
        each["A1"] = each["A1"].value.replace("巡察反馈", "第十八轮巡察反馈")
    return as_file(book).getvalue()
