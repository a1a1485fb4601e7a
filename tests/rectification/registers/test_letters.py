"""The office issues suggestion letters; the organization owes an answer until it is there."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.registers.register import steps_of
from core.registers.services import correct, enter
from core.reports.figures import figures
from rectification.letters.registers import LETTERS
from rectification.letters.services import answer_letter, record_answer
from rectification.models import Letter
from rounds.models import Obligation
from tests.core.api.conftest import ApiClient

DAY, DUE = date(2026, 11, 2), date(2026, 12, 2)


def letter(office, organization, **facts):
    given = {
        "organization": organization,
        "inspection": None,
        "number": "巡建〔2026〕3号",
        "issued_on": DAY,
        "answer_due_on": DUE,
        "text": "健全项目资金监管制度",
    }
    return enter(LETTERS, by=office, **(given | facts))


def void(entry, **said):
    return steps_of(LETTERS)[-1].service(entry, **said)


def owed():
    return list(Obligation.objects.open().filter(node="answer_letter").values_list("organization", "due_on"))


def value(as_of):
    return figures["suggestion_letters"].compute(as_of, None, None)


@pytest.fixture
def issued(office, organization):
    return letter(office, organization)


def test_the_office_issues_a_letter_in_the_browser_and_the_liaison_answers_it(browse, office, liaison, organization):
    desk, side = browse(office), browse(liaison)
    sent = {"kind": "suggestion", "organization": organization.pk, "number": "巡建〔2026〕3号", "text": "健全制度"}
    desk.post(reverse("rectification:letter_add"), sent | {"issued_on": "2026-11-02", "answer_due_on": "2026-12-02"})
    entry = Letter.objects.get()
    assert owed() == [(organization.pk, DUE)]
    assert [notice.url for notice in liaison.notices.filter(kind="letter")] == [entry.get_absolute_url()]
    assert entry.number in side.get(reverse("worklist")).content.decode()
    side.post(f"{entry.get_absolute_url()}answer/", {"answer": "已健全"})
    entry.refresh_from_db()
    assert (entry.answer, entry.answered_on) == ("已健全", date(2026, 11, 23))
    assert owed() == []
    assert "已健全" in desk.get(entry.get_absolute_url()).content.decode()


def test_the_organizations_own_system_answers_over_the_api(issued, liaison):
    client = ApiClient(liaison)
    assert client.write(f"letters/{issued.pk}/answer/", {"answer": "已健全"}).status_code == 200
    row = client.read(f"letters/{issued.pk}/").json()
    assert (row["answer"], row["answered_on"]) == ("已健全", "2026-11-23")
    assert client.write(f"letters/{issued.pk}/answer/", {"answer": "再答"}).status_code == 403


def test_the_office_records_an_answer_from_paper_with_its_day(issued, office):
    with pytest.raises(ValidationError, match="on"):
        record_answer(issued, by=office, answer="已健全", on=date(2026, 11, 1))
    record_answer(issued, by=office, answer="已健全", on=date(2026, 11, 20))
    assert Obligation.objects.get(node="answer_letter").met_on == date(2026, 11, 20)


def test_nobody_answers_for_another_side(issued, office, other_secretary, division, leadinggroup):
    for user in (office, other_secretary, division, leadinggroup):
        with pytest.raises(Refused):
            answer_letter(issued, by=user, answer="已健全")


def test_other_organizations_do_not_see_it(issued, liaison, division, other_secretary, leader):
    seen = [Letter.objects.visible_to(user).count() for user in (liaison, division, other_secretary, leader)]
    assert seen == [1, 1, 0, 0]


def test_an_answer_is_owed_by_the_day_the_letter_says_by_now_and_not_at_all_once_it_is_void(issued, office):
    later = date(2026, 12, 9)
    correct(issued, by=office, answer_due_on=later)
    assert owed() == [(issued.organization_id, later)]
    void(issued, by=office, reason="重复登记")
    assert owed() == []
    assert value(DUE) == 0


def test_a_letter_counts_from_its_day(issued):
    assert [value(date(2026, 11, 1)), value(DAY)] == [0, 1]


def test_it_is_about_an_inspection_of_that_organization_if_of_any(office, organization, other_inspection):
    with pytest.raises(ValidationError, match="inspection"):
        letter(office, organization, inspection=other_inspection)
    with pytest.raises(ValidationError, match="answer_due_on"):
        letter(office, organization, answer_due_on=date(2026, 11, 1))


def test_a_number_is_taken_once(issued, office, organization):
    with pytest.raises(ValidationError, match="number"):
        letter(office, organization)
