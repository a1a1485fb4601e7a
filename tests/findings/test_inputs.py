"""What a body sends goes to a team, which says what became of it; the body sees no more than that."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.registers.services import enter
from findings.inputs.registers import INPUTS
from findings.inputs.services import give_input, settle_input
from findings.models import CooperationInput
from rounds.models import Obligation
from tests.factories import BodyFactory, FindingFactory, InspectionFactory, LeadFactory, WorkingPaperFactory

DAY = date(2026, 3, 20)
Kind, Result = CooperationInput.Kind, CooperationInput.Result
TOLD = {"kind": Kind.PROBLEM, "received_on": DAY, "about": "市财政局", "title": "超范围列支", "content": "列支三万元"}


def sent(by, **facts):
    return enter(INPUTS, by=by, **(TOLD | facts))


def owed():
    return Obligation.objects.open().filter(node="settle_input")


def test_a_body_sends_for_itself_in_the_browser_and_sees_what_it_sent(browse, cooperating, discipline):
    desk = browse(cooperating)
    assert "通报信息或移交问题" in desk.get("/").content.decode()
    answer = desk.post(reverse("findings:input_add"), TOLD | {"received_on": "2026-03-20", "body": discipline.body.pk})
    entry = CooperationInput.objects.get()
    assert entry.body == cooperating.body
    assert "超范围列支" in desk.get(answer.url).content.decode()
    assert "超范围列支" in desk.get(reverse("findings:inputs")).content.decode()
    assert browse(discipline).get(answer.url).status_code == 404


def test_the_leader_owes_what_becomes_of_it_until_it_is_said(office, leader, cooperating, inspection):
    entry = sent(cooperating)
    give_input(entry, by=office, inspection=inspection, on=DAY)
    assert owed().get().inspection == inspection
    assert leader.notices.filter(kind="input").exists()
    settle_input(entry, by=leader, on=DAY, result=Result.NOT_TAKEN_UP, why="已整改到位")
    assert not owed().exists()


def test_another_team_takes_it_over(office, leader, cooperating, inspection):
    entry = sent(cooperating)
    give_input(entry, by=office, inspection=inspection, on=DAY)
    other = InspectionFactory()
    give_input(entry, by=office, inspection=other, on=DAY)
    assert owed().get().inspection == other
    with pytest.raises(Refused):
        settle_input(entry, by=leader, on=DAY, result=Result.NOT_TAKEN_UP, why="不在范围")


def test_what_was_taken_up_names_what_it_led_to(office, leader, cooperating, inspection):
    entry = sent(cooperating)
    give_input(entry, by=office, inspection=inspection, on=DAY)
    with pytest.raises(ValidationError, match="paper"):
        settle_input(entry, by=leader, on=DAY, result=Result.TAKEN_UP)
    with pytest.raises(ValidationError, match="why"):
        settle_input(entry, by=leader, on=DAY, result=Result.NOT_TAKEN_UP)
    settle_input(entry, by=leader, on=DAY, result=Result.TAKEN_UP, finding=FindingFactory(inspection=inspection))


def test_only_those_who_see_the_lead_learn_that_it_led_to_one(
    browse, office, handler, leader, cooperating, inspection
):
    entry = sent(cooperating)
    give_input(entry, by=office, inspection=inspection, on=DAY)
    lead = LeadFactory(inspection=inspection, paper=WorkingPaperFactory(inspection=inspection), written_by=leader)
    settle_input(entry, by=leader, on=DAY, result=Result.TAKEN_UP, lead=lead)
    pages = {
        user: browse(user).get(entry.get_absolute_url()).content.decode()
        for user in (office, handler, leader, cooperating)
    }
    assert [lead.number in page for page in pages.values()] == [False, True, True, False]
    assert "已采用" in pages[cooperating]


def test_a_body_changes_what_no_team_has_yet(browse, office, cooperating, inspection):
    entry = sent(cooperating)
    change = reverse("findings:input_change", args=[entry.pk])
    assert browse(cooperating).get(change).status_code == 200
    give_input(entry, by=office, inspection=inspection, on=DAY)
    assert browse(cooperating).get(change).status_code == 404


def test_the_office_enters_for_any_body(office):
    body = BodyFactory()
    assert sent(office, body=body).body == body


def test_neither_list_nor_page_tells_the_body_which_team_has_it(browse, office, cooperating, inspection):
    entry = give_input(sent(cooperating), by=office, inspection=inspection, on=DAY)
    for address in (reverse("findings:inputs"), entry.get_absolute_url()):
        assert str(inspection.organization) in browse(office).get(address).content.decode()
        assert str(inspection.organization) not in browse(cooperating).get(address).content.decode()


def test_what_no_team_has_is_only_said_not_to_be_taken_up_and_why(browse, office, cooperating):
    entry, desk = sent(cooperating), browse(office)
    address = f"{entry.get_absolute_url()}settle/"
    form = desk.get(address).context["form"]
    assert set(form.fields) == {"on", "result", "why"}
    assert [value for value, _label in form.fields["result"].choices] == [Result.NOT_TAKEN_UP]
    desk.post(address, {"on": "2026-03-20", "result": Result.NOT_TAKEN_UP, "why": ""})
    entry.refresh_from_db()
    assert not entry.is_settled
    desk.post(address, {"on": "2026-03-20", "result": Result.NOT_TAKEN_UP, "why": "不属巡察范围"})
    entry.refresh_from_db()
    assert entry.why == "不属巡察范围"


def test_the_team_chooses_the_finding_by_what_it_says(browse, office, leader, cooperating, inspection):
    entry = give_input(sent(cooperating), by=office, inspection=inspection, on=DAY)
    finding = FindingFactory(inspection=inspection, text="超标准列支接待费")
    form = browse(leader).get(f"{entry.get_absolute_url()}settle/").context["form"]
    assert f"{finding.number} 超标准列支接待费" in dict(form.fields["finding"].choices).values()
