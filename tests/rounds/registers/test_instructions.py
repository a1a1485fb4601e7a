"""An instruction waits for its answer, which the office owes by its day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.registers.services import correct, enter
from rounds.instructions.registers import INSTRUCTIONS
from rounds.instructions.services import answer_instruction
from rounds.models import Instruction, Obligation
from tests.factories import InspectionFactory, PersonFactory, RecusalFactory, RoundFactory, fresh

DAY, DUE = date(2026, 6, 1), date(2026, 7, 1)


def instruction(office, **facts):
    given = {
        "giver": Instruction.Giver.SECRETARY,
        "giver_name": "",
        "given_on": DAY,
        "round": None,
        "inspection": None,
        "text": "请抓好整改",
        "addressee": "市委巡察办",
        "due_on": DUE,
    }
    return enter(INSTRUCTIONS, by=office, **(given | ({} if facts else {"round": RoundFactory()}) | facts))


def owed():
    return Obligation.objects.open().filter(node="answer_instruction")


def test_the_office_is_asked_for_the_answer_and_answers_in_the_browser(browse, office):
    entry, desk = instruction(office), browse(office)
    assert owed().get().due_on == DUE
    assert "办理2026-06-01的批示" in desk.get("/").content.decode()
    desk.post(reverse("rounds:instruction_answer", args=[entry.pk]), {"on": "2026-06-20", "answer": "已督办"})
    entry.refresh_from_db()
    assert (entry.answered_on, entry.answer) == (date(2026, 6, 20), "已督办")
    assert not owed().exists()
    assert "办理2026-06-01的批示" not in desk.get("/").content.decode()


def test_another_day_moves_what_is_owed_and_void_takes_it_away(browse, office):
    entry = instruction(office)
    correct(entry, by=office, due_on=date(2026, 8, 1))
    assert owed().get().due_on == date(2026, 8, 1)
    browse(office).post(reverse("rounds:instruction_void", args=[entry.pk]), {"reason": "重复登记"})
    assert not owed().exists()


def test_it_is_answered_once_and_not_before_it_was_given(office):
    entry = instruction(office)
    with pytest.raises(ValidationError, match="answered_on"):
        answer_instruction(entry, by=office, on=date(2026, 5, 31), answer="已督办")
    answer_instruction(entry, by=office, on=DUE, answer="已督办")
    with pytest.raises(Refused):
        answer_instruction(entry, by=office, on=DUE, answer="又一次")


def test_it_is_about_a_round_or_an_inspection(office):
    with pytest.raises(ValidationError, match="round"):
        instruction(office, text="无")
    with pytest.raises(ValidationError, match="round"):
        instruction(office, round=RoundFactory(), inspection=InspectionFactory())


def test_who_is_recused_from_the_organization_sees_nothing_of_it(browse, office, handler):
    inspection = InspectionFactory()
    entry = instruction(office, inspection=inspection)
    handler.person = PersonFactory()
    handler.save()
    RecusalFactory(person=handler.person, organization=inspection.organization)
    assert browse(fresh(handler)).get(entry.get_absolute_url()).status_code == 404
    assert browse(office).get(entry.get_absolute_url()).status_code == 200


def test_a_wrong_answer_is_corrected_once_there_is_one(browse, office):
    entry, desk = instruction(office), browse(office)
    change = reverse("rounds:instruction_change", args=[entry.pk])
    assert "answered_on" not in desk.get(change).context["form"].fields
    answer_instruction(entry, by=office, on=DUE, answer="已办结")
    given = {"giver": "secretary", "given_on": DAY, "round": entry.round_id, "text": "请抓好整改"}
    told = given | {"addressee": "市委巡察办", "due_on": DUE, "answered_on": "2026-06-20", "answer": "已督办3次"}
    for wrong in ({"answered_on": ""}, {"answer": ""}, {"answered_on": "2099-01-01"}, {"answered_on": "2026-05-31"}):
        assert desk.post(change, told | wrong).context["form"].errors.keys() == wrong.keys()
    assert desk.post(change, told).status_code == 302
    entry.refresh_from_db()
    assert (entry.answered_on, entry.answer) == (date(2026, 6, 20), "已督办3次")
    assert not owed().exists()
