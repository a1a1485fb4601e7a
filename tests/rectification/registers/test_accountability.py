"""Who was held to account: who sees it, and each person and unit counts once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.registers.services import enter
from core.reports.figures import figures
from rectification.accountability.registers import ACCOUNTABILITY
from rectification.models import Accountability
from tests.factories import ItemFactory

Kind = Accountability.Kind
DAY = date(2026, 11, 2)


def held(office, organization, kind=Kind.SECRETARY_ADMONISHED, person="张建国", **facts):
    given = {"taken_on": DAY, "number": "", "cause": "整改责任不落实", "items": []}
    return enter(
        ACCOUNTABILITY, by=office, **(given | {"organization": organization, "kind": kind, "person": person} | facts)
    )


def criticized(office, organization, **facts):
    return held(office, organization, Kind.UNIT_CRITICIZED, "", **facts)


def values(as_of=DAY):
    keys = ("secretaries_admonished", "discipline_heads_admonished", "units_criticized")
    return [figures[key].compute(as_of, None, None) for key in keys]


def test_the_office_records_an_admonition_in_the_browser_with_its_items(browse, office, organization, inspection):
    item, desk = ItemFactory(hand_over__inspection=inspection, number=3), browse(office)
    sent = {
        "kind": Kind.SECRETARY_ADMONISHED,
        "organization": organization.pk,
        "person": "张建国",
        "taken_on": "2026-11-02",
        "cause": "整改责任不落实",
        "items": [item.pk],
    }
    answer = desk.post(reverse("rectification:accountability_entry_add"), sent)
    entry = Accountability.objects.get()
    assert answer.url == entry.get_absolute_url()
    page = desk.get(answer.url).content.decode()
    assert str(item) in page
    assert "张建国" in desk.get(reverse("rectification:accountability")).content.decode()


def test_the_unit_is_told_of_its_criticism_by_its_secretary_and_persons_are_not_named_to_it(
    office, organization, secretary, liaison, division, leadinggroup, other_secretary, discipline
):
    criticism, admonition = criticized(office, organization), held(office, organization)
    told = {
        user.username: set(Accountability.objects.visible_to(user))
        for user in (secretary, liaison, division, leadinggroup, other_secretary, discipline)
    }
    assert told == {
        "secretary": {criticism},
        "liaison": set(),
        "division": {criticism},
        "leadinggroup": {criticism, admonition},
        "othersecretary": set(),
        "discipline": set(),
    }


def test_a_person_and_a_unit_count_once_from_the_first_time(office, organization):
    held(office, organization)
    held(office, organization, taken_on=date(2026, 11, 9))
    held(office, organization, person="李明")
    held(office, organization, kind=Kind.DISCIPLINE_HEAD_ADMONISHED, person="王芳")
    criticized(office, organization)
    criticized(office, organization, taken_on=date(2026, 10, 9))
    assert values(date(2026, 10, 8)) == [0, 0, 0]
    assert values(date(2026, 10, 31)) == [0, 0, 1]
    assert values(date(2026, 11, 30)) == [2, 1, 1]


def test_an_admonition_names_a_person_and_a_criticism_nobody(office, organization):
    for kind, person in ((Kind.SECRETARY_ADMONISHED, ""), (Kind.UNIT_CRITICIZED, "张建国")):
        with pytest.raises(ValidationError, match="person"):
            held(office, organization, kind, person)


def test_the_items_are_its_own(office, organization, other_inspection):
    with pytest.raises(ValidationError, match="items"):
        held(office, organization, items=[ItemFactory(hand_over__inspection=other_inspection)])


def test_nobody_but_the_office_records(leadinggroup, secretary, division, organization):
    for user in (leadinggroup, secretary, division):
        with pytest.raises(Refused):
            held(user, organization)
