"""Need to know, and a trace of every look: what a lead says is read by few, and never unseen.

That no answer tells it to anyone outside its circle is judged by the canary of the walk (tests/guards/walk).
"""

import logging
from io import BytesIO

import openpyxl
import pytest
from django.core import mail

from core.models import Notice
from core.search.registry import search
from core.worklist.duties import duties_of, waiting_for
from findings.leads import services
from findings.models import Lead, LeadAccess
from tests.findings.conftest import LEAD, SECRET, at
from tests.findings.leads.test_leads import CIRCLE, OUTSIDE

WORDS = (SECRET, LEAD["subject_name"], LEAD["subject_post"])


def holds_a_secret(text: str) -> bool:
    return any(word in text for word in WORDS)


class TestLooks:
    @pytest.mark.parametrize(("name", "kind"), [("lead", "view"), ("lead_change", "view"), ("lead_print", "print")])
    def test_each_page_that_shows_it_is_recorded(self, browse, lead, member, name, kind):
        page = browse(member).get(at(name, lead.pk))
        assert holds_a_secret(page.content.decode())
        access = LeadAccess.objects.get()
        assert (access.lead, access.user, access.kind) == (lead, member, kind)

    def test_so_is_the_transfer(self, browse, transfer, discipline):
        page = browse(discipline).get(at("transfer", transfer.pk))
        assert holds_a_secret(page.content.decode())
        assert LeadAccess.objects.get(user=discipline).lead == transfer.lead

    def test_a_form_shown_again_is_another_look(self, browse, lead, member):
        browse(member).post(at("lead_change", lead.pk), {**LEAD, "discipline": "none"})
        assert LeadAccess.objects.count() == 1

    def test_lists_show_no_content_and_are_no_look(self, browse, transfer, handler):
        client = browse(handler)
        for address in (at("leads"), at("transfers"), at("leads_of", transfer.lead.inspection_id), "/"):
            assert not holds_a_secret(client.get(address).content.decode()), address
        assert not LeadAccess.objects.exists()

    @pytest.mark.parametrize("name", ["lead_approve", "lead_return"])
    def test_steps_name_it_by_its_number(self, browse, filed, leadinggroup, name):
        assert not holds_a_secret(browse(leadinggroup).get(at(name, filed.pk)).content.decode())

    def test_those_who_read_all_leads_see_who_looked(self, browse, lead, leader, handler, member):
        browse(leader).get(at("lead", lead.pk))
        assert leader.name in browse(handler).get(at("lead", lead.pk)).content.decode()
        assert "Who looked" not in browse(member).get(at("lead", lead.pk)).content.decode()
        assert browse(member).get(at("lead", lead.pk)).context["shows_accesses"] is False


class TestExport:
    def test_needs_a_reason_which_is_kept_with_every_lead(self, browse, transfer, handler):
        client = browse(handler)
        assert client.post(at("lead_export"), {"reason": " "}).context["form"].errors
        answer = client.post(at("lead_export"), {"reason": "报领导小组会议"})
        access = LeadAccess.objects.get()
        assert (access.user, access.kind, access.reason) == (handler, "export", "报领导小组会议")
        cells = [cell for row in openpyxl.load_workbook(BytesIO(answer.getvalue())).active for cell in row]
        text = " ".join(str(cell.value) for cell in cells)
        assert SECRET in text
        assert handler.name in text
        assert "报领导小组会议" in text
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}

    def test_holds_what_the_list_held(self, browse, lead, handler):
        answer = browse(handler).post(f"{at('lead_export')}?status=filed", {"reason": "报领导小组会议"})
        sheet = openpyxl.load_workbook(BytesIO(answer.getvalue())).active
        assert SECRET not in str([cell.value for row in sheet for cell in row])
        assert not LeadAccess.objects.exists()

    @pytest.mark.parametrize("who", ["leader", "member", "office", "discipline"])
    def test_is_not_for_the_rest_of_the_circle(self, browse, lead, request, who):
        client = browse(request.getfixturevalue(who))
        assert client.get(at("lead_export")).status_code == 403
        assert client.post(at("lead_export"), {"reason": "x"}).status_code == 403

    def test_the_list_itself_gives_no_workbook(self, browse, lead, handler):
        answer = browse(handler).get(f"{at('leads')}?export=xlsx")
        assert answer.headers["Content-Type"].startswith("text/html")

    def test_words_find_a_lead_by_its_number_alone(self, browse, lead, handler):
        client = browse(handler)
        for words, found in ((LEAD["subject_name"], 0), (SECRET, 0), (lead.number, 1)):
            assert len(client.get(at("leads"), {"words": words}).context["table"].rows) == found
            assert len(search(handler, words)) == found


class TestWorklist:
    def test_everyone_reads_of_their_own_duties_by_number(self, filed, leadinggroup, handler, office):
        assert [filed.number in duty.title for duty in duties_of(leadinggroup)] == [True]
        services.approve_lead(filed, by=leadinggroup)
        assert any(filed.number in duty.title for duty in duties_of(handler))
        assert not any(filed.number in duty.title for duty in duties_of(office))

    def test_and_of_nothing_more(self, transfer, request):
        for who in CIRCLE + OUTSIDE:
            user = request.getfixturevalue(who)
            for duty in duties_of(user) + waiting_for(user):
                assert not holds_a_secret(f"{duty.title}{duty.detail}{duty.url}"), who


def test_pages_of_those_whom_the_walk_does_not_know_hold_nothing_of_it(browse, transfer, colleague_user):
    """The walk asks every page as everyone else (tests/guards/walk): here, who wrote no part of the lead's paper."""
    client = browse(colleague_user)
    for address in (at("leads"), at("lead", transfer.lead_id), at("transfer", transfer.pk), "/"):
        assert not holds_a_secret(client.get(address).content.decode()), address


def test_neither_log_nor_mail_nor_notice_nor_refusal_holds_it(
    browse, lead, leader, leadinggroup, handler, discipline, caplog
):
    caplog.set_level(logging.DEBUG)
    browse(leader).post(at("lead_file", lead.pk))
    refused = browse(leader).post(at("lead_file", lead.pk))
    lead.refresh_from_db()
    services.approve_lead(lead, by=leadinggroup)
    (transfer,) = services.transfer_lead(lead, by=handler, bodies=[discipline.body])
    browse(discipline).post(at("transfer_acknowledge", transfer.pk))
    again = browse(discipline).post(at("transfer_acknowledge", transfer.pk))
    assert (refused.status_code, again.status_code) == (409, 409)
    said = [caplog.text, refused.content.decode(), again.content.decode()]
    said += [f"{notice.subject}{notice.subjects}{notice.body}{notice.url}" for notice in Notice.objects.all()]
    said += [message.body for message in mail.outbox]
    assert not any(holds_a_secret(text) for text in said)
    assert Lead.objects.get().status == Lead.Status.TRANSFERRED
