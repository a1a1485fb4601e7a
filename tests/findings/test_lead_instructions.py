"""An instruction on a lead is as confidential as the lead, and to read it is to have access to the lead."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.files.attachments import store_attachments
from findings.models import LeadAccess
from personnel.reminders.sweep import KIND, sweep
from rounds.instructions.services import answer_instruction
from rounds.models import Instruction, Obligation
from tests.factories import LeadFactory, UserFactory

TEXT = "此件重要，请从快查办"
SENT = {
    "giver": "secretary",
    "giver_name": "",
    "given_on": "2026-06-01",
    "text": TEXT,
    "addressee": "市纪委监委",
    "due_on": "2026-07-01",
}


@pytest.fixture
def transferred(inspection):
    return LeadFactory(
        inspection=inspection, status="transferred", written_by=UserFactory(), referred_on=date(2026, 5, 1)
    )


@pytest.fixture
def instruction(browse, handler, transferred):
    browse(handler).post(reverse("findings:lead_instruct", args=[transferred.pk]), SENT)
    return Instruction.objects.get()


def test_the_handler_records_it_and_sees_it_on_the_page_of_the_lead(browse, handler, transferred, instruction):
    assert instruction.inspection == transferred.inspection
    assert TEXT in browse(handler).get(transferred.get_absolute_url()).content.decode()
    panel = reverse("findings:lead_of_instruction", args=[instruction.pk])
    assert transferred.number in browse(handler).get(panel).content.decode()


def test_to_read_it_is_recorded_as_access_to_the_lead(browse, handler, transferred, instruction):
    before = LeadAccess.objects.filter(lead=transferred, user=handler).count()
    assert TEXT in browse(handler).get(instruction.get_absolute_url()).content.decode()
    assert LeadAccess.objects.filter(lead=transferred, user=handler).count() == before + 1


def test_to_open_its_form_is_recorded_too(browse, handler, transferred, instruction):
    before = LeadAccess.objects.filter(lead=transferred, user=handler).count()
    change = reverse("rounds:instruction_change", args=[instruction.pk])
    assert TEXT in browse(handler).get(change).content.decode()
    assert LeadAccess.objects.filter(lead=transferred, user=handler).count() == before + 1


def test_to_open_the_page_that_answers_it_is_recorded_too(browse, handler, transferred, instruction):
    before = LeadAccess.objects.filter(lead=transferred, user=handler).count()
    assert TEXT in browse(handler).get(f"{instruction.get_absolute_url()}answer/").content.decode()
    assert LeadAccess.objects.filter(lead=transferred, user=handler).count() == before + 1


def test_to_open_a_document_of_it_is_recorded_too(browse, handler, office, transferred, instruction):
    [file] = store_attachments(instruction, [SimpleUploadedFile("批示.pdf", b"%PDF-1.4 1")], by=handler)
    before = LeadAccess.objects.filter(lead=transferred).count()
    assert browse(office).get(reverse("attachment", args=[file.pk])).status_code == 404
    assert LeadAccess.objects.filter(lead=transferred).count() == before
    assert browse(handler).get(reverse("attachment", args=[file.pk])).status_code == 200
    assert LeadAccess.objects.filter(lead=transferred, user=handler).count() == before + 1


def test_its_handlers_owe_the_answer_and_are_reminded(handler, office, instruction, transferred):
    owed = Obligation.objects.get(node="answer_lead_instruction")
    assert (owed.due_on, owed.is_confidential, owed.met_on) == (date(2026, 7, 1), True, None)
    assert list(Obligation.objects.owed_by(handler)) == [owed]
    assert sweep(date(2026, 7, 2)).written == 1
    told = handler.notices.get(kind=KIND)
    assert transferred.number not in told.subject + told.body
    assert not office.notices.filter(kind=KIND).exists()
    answer_instruction(instruction, by=handler, on=date(2026, 7, 3), answer="已初核")
    owed.refresh_from_db()
    assert owed.met_on == date(2026, 7, 3)


def test_nobody_else_learns_of_it(browse, office, leader, instruction):
    desk = browse(office)
    assert desk.get(instruction.get_absolute_url()).status_code == 404
    assert "2026-06-01" not in desk.get(reverse("rounds:instructions")).content.decode()
    assert browse(leader).get(instruction.get_absolute_url()).status_code == 403  # the register is not for teams
    owed = Obligation.objects.filter(node__startswith="answer_")
    assert not owed.visible_to(office).exists()
    assert not owed.visible_to(leader).exists()


def test_lists_and_workbooks_do_not_say_what_it_says(browse, handler, instruction):
    shown = browse(handler).get(reverse("rounds:instructions")).content.decode()
    assert TEXT not in shown
    assert "涉及线索" in shown


def test_it_waits_on_the_worklist_of_the_handlers(browse, handler, instruction):
    assert "办理2026-06-01的批示" in browse(handler).get("/").content.decode()
    browse(handler).post(
        reverse("rounds:instruction_answer", args=[instruction.pk]), {"on": "2026-06-20", "answer": "已初核"}
    )
    instruction.refresh_from_db()
    assert instruction.answer == "已初核"
