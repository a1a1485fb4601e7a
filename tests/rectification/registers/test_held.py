"""Whom an organization held to account for the problem of an item: entered by either side, counted in the ledger."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import Role
from core.registers.services import correct, enter
from core.reports.period import month_of
from core.reports.sheets import sheets
from rectification.models import HeldToAccount
from rectification.results.registers import HELD
from tests.core.api.conftest import ApiClient
from tests.rectification.test_two_people import moved

ON = date(2026, 10, 9)
TOLD = {"name": "王立新", "post": "财务科科长", "way": "admonition", "held_on": ON, "number": "农党〔2026〕8号"}


@pytest.fixture
def held(item, liaison):
    return enter(HELD, by=liaison, item=item, **TOLD)


def counted(item, month):
    """Persons and units in the monthly ledger, by its own columns."""
    sheet = sheets["rectification_items"]
    titles = [str(column.title) for column in sheet.columns]
    rows = [list(getattr(row, "values", row)) for row in sheet.rows(month_of(month), None)]
    row = next(row for row in rows if row[4] == item.number)
    return [row[titles.index(title)] for title in ("追责问责（人次）", "追责问责（单位次）")]


def test_the_liaison_enters_it_from_the_page_of_the_item(browse, liaison, item):
    side = browse(liaison)
    add = reverse("rectification:held_to_account_entry_add")
    assert f"{add}?item={item.pk}" in side.get(item.get_absolute_url()).text
    side.post(add, TOLD | {"item": item.pk, "subject": "person", "held_on": "2026-10-09"})
    page = side.get(item.get_absolute_url()).text
    assert "王立新" in page
    assert "诫勉" in page


def test_the_ledger_of_a_month_counts_persons_and_units_by_its_end(held, item, office):
    enter(HELD, by=office, item=item, subject="unit", name="财务科", way="circular", held_on=date(2026, 11, 3))
    assert counted(item, date(2026, 9, 1)) == [0, 0]
    assert counted(item, date(2026, 10, 1)) == [1, 0]
    assert counted(item, date(2026, 11, 1)) == [1, 1]


def test_a_correction_takes_its_place_with_a_reason(held, item, office):
    with pytest.raises(ValidationError) as refused:
        correct(held, by=office, way="party", why="")
    assert list(refused.value.message_dict) == ["why"]
    right = correct(held, by=office, way="party", why="按处分决定更正")
    assert list(HeldToAccount.objects.standing()) == [right]
    assert counted(item, date(2026, 11, 1)) == [1, 0]


def test_it_is_not_before_the_team_entered_nor_twice(held, item, liaison):
    with pytest.raises(ValidationError) as refused:
        enter(HELD, by=liaison, item=item, **TOLD | {"held_on": date(2026, 1, 1)})
    assert list(refused.value.message_dict) == ["held_on"]
    with pytest.raises(ValidationError):
        enter(HELD, by=liaison, item=item, **TOLD)


@pytest.mark.parametrize("who", ["leader", "division", "leadinggroup", "other_secretary"])
def test_nobody_else_enters(item, who, request):
    with pytest.raises(Refused):
        enter(HELD, by=request.getfixturevalue(who), item=item, **TOLD)
    assert not HeldToAccount.objects.exists()


def test_both_sides_read_it_and_no_stranger(held, office, secretary, division, other_secretary, stranger_leader):
    seen = [
        HeldToAccount.objects.visible_to(user).count()
        for user in (office, secretary, division, other_secretary, stranger_leader)
    ]
    assert seen == [1, 1, 1, 0, 0]


def test_who_entered_it_for_the_organization_does_not_act_for_the_office(held, item, liaison):
    with pytest.raises(Refused):
        correct(held, by=moved(liaison, Role.OFFICE), way="party", why="更正")


def test_it_is_entered_and_corrected_over_the_api(item, liaison):
    api = ApiClient(liaison)
    made = api.write("held-to-account/", {"item": item.pk, "name": "王立新", "way": "talk", "held_on": "2026-10-09"})
    assert made.status_code == 201, made.content
    answer = api.write(f"held-to-account/{made.json()['id']}/correct/", {"way": "criticism", "why": "按记录更正"})
    assert answer.status_code == 201, answer.content
    assert HeldToAccount.objects.standing().get().way == "criticism"
