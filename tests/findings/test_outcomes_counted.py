"""Outcomes are counted by person: corrected ones no more, those of a double transfer once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.reports.figures import figures
from findings.exchange.services import correct_outcome
from findings.models import Outcome, Transfer
from tests.factories import LeadFactory, TransferFactory, UserFactory

DAY = date(2026, 6, 1)
Kind = Outcome.Kind


@pytest.fixture
def sent(inspection, discipline, orgdept, handler):
    """A lead sent to both bodies, both at work on it."""
    lead = LeadFactory(
        inspection=inspection, status="transferred", written_by=UserFactory(), referred_on=date(2026, 5, 1)
    )
    return [
        TransferFactory(
            lead=lead, body=each.body, sent_by=handler, sent_on=date(2026, 5, 1), status=Transfer.Status.HANDLING
        )
        for each in (discipline, orgdept)
    ]


def reported(transfer, kind=Kind.DISCIPLINED, day=DAY, **facts):
    return Outcome.objects.create(
        transfer=transfer, kind=kind, decided_on=day, reported_by=UserFactory(), **({"person": "某甲"} | facts)
    )


def number(key, as_of=DAY):
    return figures[key].compute(as_of, None, None)


def test_one_person_reported_by_both_bodies_counts_once_and_in_each_kind(sent):
    commission, department = sent
    reported(commission)
    reported(department, day=date(2026, 6, 20))
    reported(commission, kind=Kind.ADMONISHED)
    assert (number("persons_disciplined"), number("persons_admonished")) == (1, 1)
    assert number("persons_disciplined", date(2026, 6, 30)) == 1
    reported(department, person="某乙")
    assert number("persons_disciplined") == 2


def test_the_earlier_of_two_reports_counts_whoever_came_first(sent):
    commission, department = sent
    reported(commission, day=date(2026, 6, 20))
    reported(department, day=DAY)
    assert [number("persons_disciplined", day) for day in (date(2026, 5, 31), DAY, date(2026, 6, 30))] == [0, 1, 1]


def test_a_correction_counts_instead_and_keeps_what_it_corrects(sent, discipline):
    commission, _department = sent
    wrong = reported(commission, person="", count=3)
    right = correct_outcome(
        commission, by=discipline, corrects=wrong, why="统计有误", kind=Kind.DISCIPLINED, decided_on=DAY, count=2
    )
    assert number("persons_disciplined") == 2
    assert right.corrects == wrong
    with pytest.raises(ValidationError, match="corrects"):
        correct_outcome(commission, by=discipline, corrects=wrong, why="再改", kind=Kind.DISCIPLINED, decided_on=DAY)


def test_a_correction_says_why_and_is_of_the_same_transfer(sent, discipline, orgdept):
    commission, department = sent
    wrong = reported(commission)
    facts = {"corrects": wrong, "kind": Kind.DISCIPLINED, "decided_on": DAY}
    with pytest.raises(ValidationError, match="why"):
        correct_outcome(commission, by=discipline, why=" ", **facts)
    with pytest.raises(ValidationError, match="corrects"):
        correct_outcome(department, by=orgdept, why="有误", **facts)
    with pytest.raises(Refused):
        correct_outcome(commission, by=orgdept, why="有误", **facts)


def test_the_commission_corrects_in_the_browser_after_it_has_concluded(browse, sent, discipline):
    commission, _department = sent
    wrong = reported(commission)
    address = reverse("findings:transfer_correct_outcome", args=[commission.pk])
    sent_form = {
        "corrects": wrong.pk,
        "why": "处分种类有误",
        "kind": "admonished",
        "count": 1,
        "decided_on": "2026-06-01",
    }
    browse(discipline).post(address, sent_form)
    assert Outcome.objects.get(corrects=wrong).kind == Kind.ADMONISHED
    page = browse(discipline).get(commission.get_absolute_url()).content.decode()
    assert "已被更正" in page
    assert "处分种类有误" in page


def test_who_reads_all_rounds_lists_outcomes_without_persons(browse, office, leader, sent):
    reported(sent[0], person="金丝雀甲")
    page = browse(office).get(reverse("findings:outcomes"), {"by": "2026-06-01", "kind": "disciplined"})
    assert sent[0].lead.number in page.content.decode()
    assert "金丝雀甲" not in page.content.decode()
    assert browse(leader).get(reverse("findings:outcomes")).status_code == 403


def test_the_only_outcome_stands_in_the_form_that_corrects_it(browse, sent, discipline):
    commission, _department = sent
    address = reverse("findings:transfer_correct_outcome", args=[commission.pk])
    only = reported(commission, person="某丙", note="书面")
    given = browse(discipline).get(address).context["form"].initial
    assert (given["corrects"], given["person"], given["note"]) == (only.pk, "某丙", "书面")
    reported(commission)
    assert "corrects" not in browse(discipline).get(address).context["form"].initial
