"""The screens: what each shows to whom, what its forms refuse, and what a step leaves behind."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from core.files import attachments
from core.models import Attachment
from core.workdays.reckoning import today
from findings.findings.services import issue_findings, return_finding, submit_finding, update_finding
from findings.leads.services import write_lead
from findings.models import Finding, Lead, Outcome, Transfer, WorkingPaper
from findings.papers import conditions
from findings.papers.services import approve_paper, return_paper, review_paper, submit_paper, write_paper
from findings.papers.views import paper_stages
from rounds.models import Inspection
from tests.factories import (
    CategoryFactory,
    FindingFactory,
    InspectionFactory,
    LeadFactory,
    PersonFactory,
    TransferFactory,
    WorkingPaperFactory,
    put,
)
from tests.findings.conftest import LEAD, PAPER, at, evidence

XSS = '<script>alert("x")</script>'


def typed(**values):
    """A form as a browser sends it."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


class TestWhereOneBegins:
    def test_the_first_page_leads_a_team_at_work_to_a_new_paper(self, browse, member, office, liaison):
        button = f'href="{at("paper_add")}"'
        assert button in browse(member).get("/").content.decode()
        for user in (office, liaison):
            assert button not in browse(user).get("/").content.decode()

    @pytest.mark.parametrize(("panel", "form"), [("papers_of", "paper_add"), ("leads_of", "lead_add")])
    def test_the_page_of_an_inspection_leads_to_a_form_that_knows_it(self, browse, member, inspection, panel, form):
        address = f"{at(form)}?inspection={inspection.pk}"
        assert f'href="{address}"' in browse(member).get(at(panel, inspection.pk)).content.decode()
        assert browse(member).get(address).context["form"]["inspection"].value() == str(inspection.pk)

    @pytest.mark.parametrize("panel", ["papers_of", "leads_of"])
    def test_not_when_the_team_has_done(self, browse, member, leadinggroup, handler, inspection, panel):
        for user in (leadinggroup, handler):
            assert "add/" not in browse(user).get(at(panel, inspection.pk)).content.decode()
        put(Inspection.objects.filter(pk=inspection.pk), Inspection.Status.FED_BACK)
        assert "add/" not in browse(member).get(at(panel, inspection.pk)).content.decode()
        assert f'href="{at("paper_add")}"' not in browse(member).get("/").content.decode()


class TestPapers:
    def test_a_draft_is_kept_though_it_cannot_be_submitted_yet(self, browse, member, inspection):
        form = typed(inspection=inspection.pk, do="submit", **PAPER)
        page = browse(member).post(at("paper_add"), form, follow=True)
        paper = WorkingPaper.objects.get()
        assert paper.status == WorkingPaper.Status.DRAFT
        assert conditions.why_not_submit(paper) in page.content.decode()

    def test_one_with_handlers_and_evidence_is_submitted_at_once(self, browse, member, inspection, colleague):
        people = [member.person.pk, colleague.pk]
        form = typed(inspection=inspection.pk, handlers=people, evidence=[evidence(), evidence("二.pdf")], **PAPER)
        browse(member).post(at("paper_add"), form | {"do": "submit"})
        paper = WorkingPaper.objects.get()
        assert paper.status == WorkingPaper.Status.SUBMITTED
        assert Attachment.objects.of(paper).count() == 2

    def test_saving_a_draft_does_not_submit(self, browse, draft, member):
        browse(member).post(at("paper_change", draft.pk), typed(do="draft", **PAPER | {"title": "改过的标题"}))
        draft.refresh_from_db()
        assert (draft.title, draft.status) == ("改过的标题", WorkingPaper.Status.DRAFT)

    def test_a_leader_without_a_deputy_is_told_before_typing(self, browse, leader, member, request):
        told = "本组没有副组长"
        assert told in browse(leader).get(at("paper_add")).content.decode()
        assert told not in browse(member).get(at("paper_add")).content.decode()
        request.getfixturevalue("deputy")
        assert told not in browse(leader).get(at("paper_add")).content.decode()

    def test_another_teams_inspection_is_no_choice(self, browse, member, other_inspection):
        page = browse(member).post(at("paper_add"), typed(inspection=other_inspection.pk, **PAPER))
        assert "inspection" in page.context["form"].errors
        assert not WorkingPaper.objects.exists()

    def test_nor_are_people_of_no_or_another_team(self, browse, member, inspection, stranger_leader):
        for person in (PersonFactory(), stranger_leader.person):
            form = typed(inspection=inspection.pk, handlers=[person.pk], **PAPER)
            page = browse(member).post(at("paper_add"), form)
            assert "handlers" in page.context["form"].errors

    def test_a_file_of_another_kind_is_refused_by_its_content(self, browse, member, inspection):
        form = typed(inspection=inspection.pk, evidence=evidence("凭证.pdf", b"MZ\x90\x00"), **PAPER)
        page = browse(member).post(at("paper_add"), form)
        assert page.status_code == 200
        assert "凭证.pdf" in page.content.decode()
        assert not WorkingPaper.objects.exists()

    def test_files_too_large_together_are_refused_and_what_was_typed_stays(
        self, browse, member, inspection, monkeypatch
    ):
        files = [evidence(), evidence("二.pdf")]
        monkeypatch.setattr(attachments, "MAX_BYTES", files[0].size + 1)
        page = browse(member).post(at("paper_add"), typed(inspection=inspection.pk, evidence=files, **PAPER))
        assert "合计" in page.context["form"].errors["evidence"][0]
        assert PAPER["facts"] in page.content.decode()
        assert not WorkingPaper.objects.exists()

    def test_the_hint_of_files_tells_the_limits_that_hold(self, browse, member, inspection, settings):
        limits = (
            f"最多{settings.DATA_UPLOAD_MAX_NUMBER_FILES}份，合计不超过{attachments.MAX_BYTES // attachments.MB}MB"
        )
        assert limits in browse(member).get(at("paper_add")).content.decode()

    def test_from_the_draft_to_the_approval(self, browse, draft, member, deputy, leader):
        browse(member).post(at("paper_submit", draft.pk))
        browse(deputy).post(at("paper_review", draft.pk), {"opinion": "事实清楚"})
        page = browse(leader).post(at("paper_approve", draft.pk), {"opinion": "同意"}, follow=True)
        draft.refresh_from_db()
        assert draft.status == WorkingPaper.Status.APPROVED
        assert "事实清楚" in page.content.decode()

    def test_a_return_needs_its_opinion(self, browse, submitted, leader):
        page = browse(leader).post(at("paper_return", submitted.pk), {"reason": ""})
        assert page.context["form"].errors
        browse(leader).post(at("paper_return", submitted.pk), {"reason": "补充证据"})
        submitted.refresh_from_db()
        assert submitted.status == WorkingPaper.Status.DRAFT

    @pytest.mark.parametrize("step", ["paper_change", "paper_review", "paper_approve", "paper_return"])
    def test_the_office_sees_the_paper_but_takes_none_of_its_steps(self, browse, submitted, office, step):
        client = browse(office)
        assert client.get(at("paper", submitted.pk)).status_code == 200
        assert client.get(at(step, submitted.pk)).status_code == 403
        assert (
            client.post(at(step, submitted.pk), {"opinion": "x", "reason": "x", **typed(**PAPER)}).status_code == 403
        )

    @pytest.mark.parametrize("who", ["stranger_leader", "secretary", "discipline", "auditor"])
    def test_others_do_not_find_it(self, browse, submitted, request, who):
        client = browse(request.getfixturevalue(who))
        for step in ("paper", "paper_change", "paper_approve"):
            assert client.get(at(step, submitted.pk)).status_code == 404
        assert client.post(at("paper_submit", submitted.pk)).status_code == 404

    def test_evidence_is_removed_from_its_own_paper_only(self, browse, draft, member, inspection):
        other = write_paper(inspection, by=member, evidence=[evidence()], **PAPER)
        mine, theirs = Attachment.objects.of(draft).get(), Attachment.objects.of(other).get()
        client = browse(member)
        assert client.post(at("evidence_remove", draft.pk, theirs.pk)).status_code == 404
        assert client.post(at("evidence_remove", draft.pk, mine.pk)).status_code == 302
        assert list(Attachment.objects.all()) == [theirs]

    def test_what_is_taken_at_once_is_told_as_a_conflict(self, browse, draft, member):
        client = browse(member)
        client.post(at("paper_submit", draft.pk))
        assert client.post(at("paper_submit", draft.pk)).status_code == 409

    @pytest.mark.parametrize("step", ["paper_submit", "finding_submit", "lead_file", "transfer_acknowledge"])
    def test_a_look_at_a_step_changes_nothing(self, browse, member, step):
        assert browse(member).get(at(step, 1)).status_code == 405


def test_a_printed_paper_bears_its_signatures_with_their_days(browse, approved, member):
    page = browse(member).get(at("paper", approved.pk))
    table = page.content.decode().split('class="print-only"')[1].split("</table>")[0]
    for signature in page.context["signatures"]:
        assert signature.name in table
        assert f"{signature.on:%Y-%m-%d}" in table
    assert len(page.context["signatures"]) >= 3, "two handlers and who approved it"


class TestFindings:
    def test_drawn_from_the_paper(self, browse, approved, member, content):
        client = browse(member)
        page = client.get(at("finding_add", approved.pk))
        assert page.context["form"].initial["text"] == approved.facts
        form = typed(**content | {"category": CategoryFactory(scheme__name="四个落实").pk})
        client.post(at("finding_add", approved.pk), form)
        assert Finding.objects.get().paper == approved

    def test_the_classes_of_another_period_are_no_choice(self, browse, approved, member, content):
        old = CategoryFactory(scheme__name="三个聚焦")
        page = browse(member).post(at("finding_add", approved.pk), typed(**content | {"category": old.pk}))
        assert "category" in page.context["form"].errors

    def test_a_paper_one_does_not_see_gives_none(self, browse, approved, stranger_leader):
        assert browse(stranger_leader).get(at("finding_add", approved.pk)).status_code == 404

    def test_submitted_by_the_leader_and_returned_by_the_office(self, browse, finding, leader, office):
        browse(leader).post(at("finding_submit", finding.pk))
        browse(office).post(at("finding_return", finding.pk), {"reason": "责任指向不明"})
        page = browse(leader).get(at("finding", finding.pk))
        assert "责任指向不明" in page.content.decode()

    def test_the_organization_reads_it_as_issued_and_not_how_it_came_about(
        self, browse, finding, leader, office, secretary
    ):
        submit_finding(finding, by=leader)
        return_finding(finding, by=office, reason="责任指向不明")
        update_finding(finding, by=leader, text="改过的问题表述")
        submit_finding(finding, by=leader)
        assert browse(secretary).get(at("finding", finding.pk)).status_code == 404
        issue_findings([finding], by=office)
        page = browse(secretary).get(at("finding", finding.pk)).content.decode()
        assert finding.text in page
        assert "责任指向不明" not in page
        assert finding.paper.number not in page

    def test_a_lead_of_the_same_paper_is_linked_only_for_those_who_see_both(
        self, browse, finding, approved, member, leader, office, colleague_user
    ):
        lead = write_lead(approved.inspection, by=member, paper=approved, **LEAD)
        seen = [
            lead.number in browse(user).get(at("finding", finding.pk)).content.decode()
            for user in (member, leader, office, colleague_user)
        ]
        assert seen == [True, True, False, False]

    def test_the_list_narrows_down(self, browse, inspection, other_inspection, office):
        mine = FindingFactory(inspection=inspection, text="公务接待没有公函", category__title="作风建设")
        FindingFactory(inspection=other_inspection, text="会议记录不全")
        client = browse(office)
        for query in (
            f"organization={inspection.organization.pk}",
            f"round={inspection.team.round.pk}&team=1",
            "title=作风建设",
            "words=公函",
            f"words={mine.number}",
        ):
            page = client.get(f"{at('findings')}?{query}")
            assert [row.record for row in page.context["table"].rows] == [mine], query

    def test_another_organization_is_no_filter_for_one_who_does_not_see_it(
        self, browse, finding, member, other_inspection
    ):
        page = browse(member).get(f"{at('findings')}?organization={other_inspection.organization.pk}")
        assert other_inspection.organization.name not in page.content.decode()

    def test_the_workbook_holds_what_is_shown(self, browse, inspection, office):
        FindingFactory(inspection=inspection, text="=1+1", status="submitted")
        FindingFactory(inspection=inspection, text="会议记录不全")
        answer = browse(office).get(f"{at('findings')}?status=submitted&export=xlsx")
        sheet = openpyxl.load_workbook(BytesIO(answer.getvalue())).active
        cells = [cell for row in sheet for cell in row if cell.value is not None]
        assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]
        assert "会议记录不全" not in [cell.value for cell in cells]


class TestLeads:
    def test_written_filed_approved_transferred(
        self, browse, member, leader, leadinggroup, handler, discipline, inspection
    ):
        client = browse(member)
        client.post(at("lead_add"), {"inspection": inspection.pk, **LEAD})
        lead = Lead.objects.get()
        browse(leader).post(at("lead_file", lead.pk))
        browse(leadinggroup).post(at("lead_approve", lead.pk), {"opinion": "同意移交"})
        form = {"bodies": [discipline.body.pk], "on": today().isoformat()}
        browse(handler).post(at("lead_transfer", lead.pk), form)
        lead.refresh_from_db()
        assert lead.status == Lead.Status.TRANSFERRED
        assert lead.transfers.get().body == discipline.body

    def test_one_from_a_paper_knows_its_inspection(self, browse, approved, member):
        browse(member).post(at("lead_add_from_paper", approved.pk), LEAD)
        lead = Lead.objects.get()
        assert (lead.inspection, lead.paper) == (approved.inspection, approved)

    def test_another_teams_inspection_is_no_choice(self, browse, member, other_inspection):
        page = browse(member).post(at("lead_add"), {"inspection": other_inspection.pk, **LEAD})
        assert "inspection" in page.context["form"].errors

    def test_a_body_that_only_cooperates_is_no_choice(self, browse, decided, handler, cooperating):
        form = {"bodies": [cooperating.body.pk], "on": today().isoformat()}
        page = browse(handler).post(at("lead_transfer", decided.pk), form)
        assert "bodies" in page.context["form"].errors

    @pytest.mark.parametrize("step", ["lead_change", "lead_approve", "lead_return", "lead_transfer"])
    def test_steps_are_refused_to_those_who_only_read(self, browse, filed, deputy, step):
        client = browse(deputy)
        assert client.get(at(step, filed.pk)).status_code == 403
        assert client.post(at(step, filed.pk), {"opinion": "x", "reason": "x", **LEAD}).status_code in (200, 403)
        filed.refresh_from_db()
        assert filed.status == Lead.Status.FILED

    def test_a_receiving_body_is_led_to_its_transfer(self, browse, transfer, discipline, orgdept):
        answer = browse(discipline).get(at("lead", transfer.lead_id))
        assert answer.url == transfer.get_absolute_url()
        assert browse(orgdept).get(at("lead", transfer.lead_id)).status_code == 404
        assert browse(discipline).get(at("lead_print", transfer.lead_id)).status_code == 403


class TestTransfers:
    def test_acknowledged_handled_concluded(self, browse, transfer, discipline):
        client = browse(discipline)
        client.post(at("transfer_acknowledge", transfer.pk))
        day = today().isoformat()
        client.post(at("transfer_disposal", transfer.pk), {"method": "preliminary", "decided_on": day})
        outcome = {"kind": "disciplined", "form": "second", "count": 1, "decided_on": day, "concluded": "on"}
        page = client.post(at("transfer_outcome", transfer.pk), outcome, follow=True)
        assert Transfer.objects.get(pk=transfer.pk).status == Transfer.Status.CONCLUDED
        assert str(Outcome.Kind.DISCIPLINED.label) in page.content.decode()

    @pytest.mark.parametrize("step", ["transfer", "transfer_disposal", "transfer_outcome"])
    def test_another_body_does_not_find_it(self, browse, transfer, orgdept, step):
        assert browse(orgdept).get(at(step, transfer.pk)).status_code == 404

    def test_the_handler_follows_but_does_not_answer(self, browse, transfer, handler):
        client = browse(handler)
        assert client.get(at("transfer", transfer.pk)).status_code == 200
        assert client.get(at("transfer_outcome", transfer.pk)).status_code == 403
        assert client.post(at("transfer_acknowledge", transfer.pk)).status_code == 403


class TestPanels:
    def test_an_inspections_page_shows_its_papers_findings_and_leads(self, browse, finding, lead, leader):
        client = browse(leader)
        for name, row in (("papers_of", finding.paper), ("findings_of", finding), ("leads_of", lead)):
            part = client.get(at(name, finding.inspection_id), headers={"HX-Request": "true"}).content.decode()
            assert row.number in part
            assert "<html" not in part
            page = client.get(at(name, finding.inspection_id)).content.decode()
            assert "<html" in page
            assert f'href="{finding.inspection.get_absolute_url()}"' in page

    def test_leads_only_to_those_who_may_read_them(self, browse, lead, office, colleague_user):
        assert browse(office).get(at("leads_of", lead.inspection_id)).status_code == 403
        assert lead.number not in browse(colleague_user).get(at("leads_of", lead.inspection_id)).content.decode()

    def test_an_inspection_one_does_not_see_has_none(self, browse, finding, stranger_leader):
        assert browse(stranger_leader).get(at("papers_of", finding.inspection_id)).status_code == 404


class TestWords:
    def test_nothing_typed_is_read_as_a_page(self, browse, inspection, member, leader, handler, discipline, colleague):
        paper = write_paper(
            inspection,
            by=member,
            title=XSS,
            facts=XSS,
            basis=XSS,
            responsibility=XSS,
            found_on=PAPER["found_on"],
            handlers=[member.person, colleague],
            evidence=[evidence(f"{XSS.replace('/', '')}.pdf")],
        )
        submit_paper(paper, by=member)
        return_paper(paper, by=leader, reason=XSS)
        finding = FindingFactory(inspection=inspection, paper=paper, text=XSS)
        words = dict.fromkeys(("subject_name", "subject_post", "content"), XSS)
        lead = LeadFactory(inspection=inspection, written_by=member, **words)
        transfer = TransferFactory(lead=lead, body=discipline.body)
        pages = [
            (leader, at("papers")),
            (leader, at("paper", paper.pk)),
            (member, at("paper_change", paper.pk)),
            (leader, at("findings")),
            (leader, at("finding", finding.pk)),
            (leader, at("papers_of", inspection.pk)),
            (leader, at("findings_of", inspection.pk)),
            (leader, at("leads")),
            (member, at("lead", lead.pk)),
            (member, at("lead_change", lead.pk)),
            (handler, at("lead_print", lead.pk)),
            (discipline, at("transfer", transfer.pk)),
        ]
        for user, address in pages:
            page = browse(user).get(address)
            assert page.status_code == 200, address
            assert XSS not in page.content.decode(), address


class TestSpeed:
    @pytest.mark.parametrize("amount", [1, 50])
    def test_each_list_costs_the_same_at_one_row_and_at_fifty(
        self, browse, office, handler, discipline, inspection, django_assert_max_num_queries, amount
    ):
        for _ in range(amount):
            each = InspectionFactory(team=inspection.team)
            WorkingPaperFactory(inspection=each)
            FindingFactory(inspection=each)
            TransferFactory(lead=LeadFactory(inspection=each, status="draft"), body=discipline.body)
        for user, name, most in (
            (office, "papers", 7),
            (office, "findings", 8),
            (handler, "leads", 7),
            (handler, "transfers", 7),
            (discipline, "transfers", 7),
        ):
            client = browse(user)
            with django_assert_max_num_queries(most):
                page = client.get(at(name))
            assert len(page.content) < 93_000

    def test_a_records_page_is_read_in_a_dozen_statements(
        self, browse, finding, leader, django_assert_max_num_queries
    ):
        client = browse(leader)
        with django_assert_max_num_queries(12):
            client.get(at("finding", finding.pk))


def test_a_team_that_has_left_writes_no_more(browse, member, inspection):
    put(Inspection.objects.filter(pk=inspection.pk), Inspection.Status.FED_BACK)
    page = browse(member).post(at("paper_add"), typed(inspection=inspection.pk, **PAPER))
    assert "inspection" in page.context["form"].errors


class TestStepBar:
    def test_without_a_deputy_the_paper_waits_for_the_leader(self, submitted, leader):
        assert [stage.state for stage in paper_stages(submitted)] == ["done", "done", "current"]

    def test_with_one_for_the_review(self, submitted, deputy, leader):
        assert [stage.state for stage in paper_stages(submitted)] == ["done", "done", "current", "todo"]
        review_paper(submitted, by=deputy)
        assert [stage.state for stage in paper_stages(submitted)] == ["done", "done", "done", "current"]
        approve_paper(submitted, by=leader)
        assert [stage.state for stage in paper_stages(submitted)] == ["done"] * 4

    def test_a_draft_stands_at_the_beginning(self, draft):
        assert [stage.state for stage in paper_stages(draft)] == ["current", "todo", "todo", "todo"]
