"""The API of papers, findings, leads and transfers: the same doors and rules, receipts for answers, looks recorded."""

import pytest
from django.test import Client

from core.api.tokens import issue_token
from core.models import IdempotencyKey
from core.workdays.reckoning import today
from findings.models import Disposal, Lead, LeadAccess, Outcome, Transfer, WorkingPaper
from findings.papers import conditions, services
from tests.factories import (
    CategoryFactory,
    FindingFactory,
    InspectionFactory,
    LeadFactory,
    PersonFactory,
    TransferFactory,
    WorkingPaperFactory,
)
from tests.findings.conftest import LEAD, PAPER, SECRET

DAY = str(today())


@pytest.fixture
def call():
    """`call(user)` is a program with that user's token."""

    def with_token(user):
        _token, text = issue_token(user)
        return Client(headers={"Authorization": f"Token {text}"})

    return with_token


def post(client, address, body=None, **headers):
    return client.post(f"/api/v1/{address}", body or {}, content_type="application/json", headers=headers)


def rows(client, address):
    return client.get(f"/api/v1/{address}").json()["results"]


def _said(answer, pk) -> str:
    """What a refusal tells, whatever the number it was asked for."""
    return str(answer.json()["errors"]).replace(str(pk), "N")


class TestReading:
    def test_lists_hold_what_the_caller_reaches(self, call, finding, leader, stranger_leader):
        assert [row["number"] for row in rows(call(leader), "findings/")] == [finding.number]
        assert [row["number"] for row in rows(call(leader), "working-papers/")] == [finding.paper.number]
        for address in ("findings/", "working-papers/", "leads/", "transfers/"):
            assert rows(call(stranger_leader), address) == []

    def test_the_detail_tells_the_next_steps(self, call, draft, member):
        answer = call(member).get(f"/api/v1/working-papers/{draft.pk}/").json()
        assert [step["name"] for step in answer["next_steps"]] == ["submit", "change"]
        draft.handlers.clear()
        answer = call(member).get(f"/api/v1/working-papers/{draft.pk}/").json()
        assert answer["next_steps"][0]["blocked"] == conditions.why_not_submit(draft)

    def test_what_one_does_not_see_is_not_found(self, call, finding, lead, stranger_leader):
        client = call(stranger_leader)
        for address in (
            f"working-papers/{finding.paper_id}/",
            f"findings/{finding.pk}/",
            f"leads/{lead.pk}/",
        ):
            assert client.get(f"/api/v1/{address}").status_code == 404

    def test_filters_do_not_tell_whether_a_row_exists(self, call, finding, leader, other_inspection):
        client = call(leader)
        unseen = client.get(f"/api/v1/findings/?inspection={other_inspection.pk}")
        nowhere = client.get("/api/v1/findings/?inspection=999999")
        assert unseen.json() == nowhere.json() == {"next": None, "results": []}

    @pytest.mark.parametrize("amount", [1, 50])
    def test_a_page_costs_the_same_at_one_row_and_at_fifty(
        self, call, office, handler, inspection, django_assert_max_num_queries, amount
    ):
        for _ in range(amount):
            each = InspectionFactory(team=inspection.team)
            WorkingPaperFactory(inspection=each)
            FindingFactory(inspection=each)
            TransferFactory(lead=LeadFactory(inspection=each))
        for user, address, most in (
            (office, "working-papers/", 4),
            (office, "findings/", 4),
            (handler, "leads/", 6),
            (handler, "transfers/", 6),
        ):
            client = call(user)
            with django_assert_max_num_queries(most):
                assert len(rows(client, address)) == amount


class TestWriting:
    def test_a_paper_is_started_and_answered_with_a_receipt(self, call, member, inspection, colleague):
        body = PAPER | {"inspection": inspection.pk, "handlers": [member.person.pk, colleague.pk]}
        answer = post(call(member), "working-papers/", body)
        paper = WorkingPaper.objects.get()
        assert answer.status_code == 201
        assert set(answer.json()) == {"id", "status", "updated_at"}
        assert (paper.written_by, paper.handlers.count()) == (member, 2)

    def test_an_inspection_one_does_not_see_is_refused_like_one_that_is_not(self, call, member, other_inspection):
        client = call(member)
        unseen = post(client, "working-papers/", PAPER | {"inspection": other_inspection.pk})
        nowhere = post(client, "working-papers/", PAPER | {"inspection": 999999})
        assert unseen.status_code == nowhere.status_code == 400
        assert _said(unseen, other_inspection.pk) == _said(nowhere, 999999)

    def test_so_are_people_one_does_not_see(self, call, member, inspection):
        body = PAPER | {"inspection": inspection.pk, "handlers": [PersonFactory().pk]}
        assert post(call(member), "working-papers/", body).status_code == 400

    def test_nor_more_people_than_a_team_has(self, call, member, inspection, django_assert_max_num_queries):
        client = call(member)
        with django_assert_max_num_queries(20):
            body = PAPER | {"inspection": inspection.pk, "handlers": [member.person.pk] * 51}
            answer = post(client, "working-papers/", body)
        assert answer.status_code == 400
        assert "最多指定50项" in answer.content.decode()

    @pytest.mark.parametrize("handlers", [{str(key): key for key in range(60)}, "1" * 60, 1, None])
    def test_nor_what_is_no_list(self, call, member, inspection, django_assert_max_num_queries, handlers):
        client = call(member)
        with django_assert_max_num_queries(20):
            answer = post(client, "working-papers/", PAPER | {"inspection": inspection.pk, "handlers": handlers})
        assert answer.status_code == 400

    @pytest.mark.parametrize("fact", ["status", "number", "approved_by", "written_by", "submitted_on"])
    def test_facts_of_the_work_cannot_be_set_from_outside(self, call, member, inspection, leader, fact):
        body = PAPER | {"inspection": inspection.pk, fact: leader.pk}
        assert post(call(member), "working-papers/", body).status_code == 400
        assert not WorkingPaper.objects.exists()

    def test_the_office_starts_none(self, call, office, inspection):
        assert post(call(office), "working-papers/", PAPER | {"inspection": inspection.pk}).status_code == 403

    def test_a_paper_goes_its_way(self, call, draft, member, leader):
        post(call(member), f"working-papers/{draft.pk}/submit/")
        post(call(leader), f"working-papers/{draft.pk}/return/", {"reason": "补充证据"})
        assert post(call(member), f"working-papers/{draft.pk}/submit/").status_code == 409
        services.update_paper(draft, by=member, title="改过的标题")
        post(call(member), f"working-papers/{draft.pk}/submit/")
        answer = post(call(leader), f"working-papers/{draft.pk}/approve/", {"opinion": "同意"})
        assert answer.json()["status"] == "approved"

    def test_a_step_that_is_not_open_is_a_conflict(self, call, draft, leader):
        assert post(call(leader), f"working-papers/{draft.pk}/approve/").status_code == 409

    def test_a_step_that_is_not_ones_own_is_forbidden(self, call, submitted, office):
        assert post(call(office), f"working-papers/{submitted.pk}/approve/").status_code == 403

    def test_an_old_version_is_told(self, call, draft, member):
        client = call(member)
        tag = client.get(f"/api/v1/working-papers/{draft.pk}/").headers["ETag"]
        services.update_paper(draft, by=member, title="改过的标题")
        answer = post(client, f"working-papers/{draft.pk}/submit/", **{"If-Match": tag})
        assert answer.status_code == 412

    def test_a_finding_is_drawn_submitted_returned(self, call, approved, member, leader, office, content):
        body = content | {"paper": approved.pk, "category": CategoryFactory().pk}
        made = post(call(member), "findings/", body).json()
        post(call(leader), f"findings/{made['id']}/submit/")
        answer = post(call(office), f"findings/{made['id']}/return/", {"reason": "责任指向不明"})
        assert answer.json()["status"] == "draft"

    def test_from_a_paper_one_sees(self, call, content, member, other_inspection):
        foreign = WorkingPaperFactory(status="approved", inspection=other_inspection)
        body = content | {"paper": foreign.pk, "category": CategoryFactory().pk}
        assert post(call(member), "findings/", body).status_code == 400

    def test_the_same_call_twice_makes_one(self, call, member, inspection):
        client = call(member)
        body = PAPER | {"inspection": inspection.pk}
        first, second = (post(client, "working-papers/", body, **{"Idempotency-Key": "a-key"}) for _ in range(2))
        assert first.json() == second.json()
        assert WorkingPaper.objects.count() == 1


class TestLeads:
    def test_the_commission_fetches_acknowledges_and_reports(self, call, transfer, discipline):
        client = call(discipline)
        (lead,) = rows(client, "leads/")
        assert (lead["subject_name"], lead["content"]) == (LEAD["subject_name"], SECRET)
        assert post(client, f"leads/{lead['id']}/acknowledge/").json()["status"] == "acknowledged"
        disposal = {"method": "preliminary", "decided_on": DAY, "note": "已批准初步核实"}
        assert post(client, f"leads/{lead['id']}/disposals/", disposal).status_code == 201
        outcome = {"kind": "disciplined", "form": "second", "count": 1, "decided_on": DAY, "concluded": True}
        assert post(client, f"leads/{lead['id']}/outcomes/", outcome).status_code == 201
        assert client.get(f"/api/v1/leads/{lead['id']}/").json()["status"] == "concluded"

    def test_or_does_so_on_its_transfer(self, call, transfer, discipline):
        client = call(discipline)
        (row,) = rows(client, "transfers/?status=sent")
        assert row["content"] == SECRET
        at = f"transfers/{row['id']}"
        assert post(client, f"{at}/acknowledge/").status_code == 200
        assert post(client, f"{at}/disposals/", {"method": "inquiry", "decided_on": DAY}).status_code == 201
        assert post(client, f"{at}/outcomes/", {"kind": "unfounded", "decided_on": DAY}).status_code == 201
        before = LeadAccess.objects.filter(lead=transfer.lead_id, user=discipline, kind="api").count()
        assert [row["method"] for row in client.get(f"/api/v1/{at}/disposals/").json()] == ["inquiry"]
        assert [row["kind"] for row in client.get(f"/api/v1/{at}/outcomes/").json()] == ["unfounded"]
        assert LeadAccess.objects.filter(lead=transfer.lead_id, user=discipline, kind="api").count() == before + 2
        assert Transfer.objects.get(pk=row["id"]).status == Transfer.Status.HANDLING

    def test_the_way_before_the_transfer_is_not_for_it(self, call, transfer, discipline, handler):
        theirs = call(discipline).get(f"/api/v1/leads/{transfer.lead_id}/").json()
        ours = call(handler).get(f"/api/v1/leads/{transfer.lead_id}/").json()
        assert set(ours) - set(theirs) == {"inspection", "paper", "filed_on"}

    def test_another_body_knows_of_none(self, call, transfer, orgdept):
        client = call(orgdept)
        assert rows(client, "leads/") == rows(client, "transfers/") == []
        for address in (f"leads/{transfer.lead_id}", f"transfers/{transfer.pk}"):
            for step in ("acknowledge", "disposals", "outcomes"):
                assert post(client, f"{address}/{step}/").status_code == 404
        assert client.get(f"/api/v1/transfers/{transfer.pk}/disposals/").status_code == 404

    def test_the_handler_reads_but_does_not_answer(self, call, transfer, handler):
        client = call(handler)
        assert post(client, f"leads/{transfer.lead_id}/acknowledge/").status_code == 403
        assert post(client, f"transfers/{transfer.pk}/acknowledge/").status_code == 403

    def test_a_wrong_report_is_refused_and_changes_nothing(self, call, transfer, discipline):
        client = call(discipline)
        post(client, f"leads/{transfer.lead_id}/acknowledge/")
        for body in ({"method": "ignored", "decided_on": DAY}, {"method": "inquiry", "decided_on": "2099-01-01"}):
            assert post(client, f"leads/{transfer.lead_id}/disposals/", body).status_code == 400
        assert not Disposal.objects.exists()
        early = {"kind": "unfounded", "decided_on": DAY}
        assert post(client, f"leads/{transfer.lead_id}/outcomes/", early).status_code == 409
        assert not Outcome.objects.exists()

    def test_the_leading_group_decides(self, call, filed, leadinggroup, handler):
        assert post(call(handler), f"leads/{filed.pk}/approve/").status_code == 403
        assert post(call(leadinggroup), f"leads/{filed.pk}/approve/").json()["status"] == "approved"

    def test_receipts_and_what_is_remembered_of_them_say_nothing(self, call, transfer, discipline):
        client = call(discipline)
        answer = post(client, f"leads/{transfer.lead_id}/acknowledge/", **{"Idempotency-Key": "a-key"})
        kept = IdempotencyKey.objects.get()
        for words in (answer.content.decode(), str(kept.body), str(kept.headers)):
            assert SECRET not in words
            assert LEAD["subject_name"] not in words


class TestLooks:
    def test_every_lead_of_a_page_is_recorded(self, call, transfer, lead, handler, discipline):
        rows(call(handler), "leads/")
        rows(call(discipline), "leads/")
        rows(call(discipline), "transfers/")
        accesses = LeadAccess.objects.order_by("pk").values_list("user__username", "lead", "kind")
        assert list(accesses) == [
            ("handler", transfer.lead_id, "api"),
            ("discipline", transfer.lead_id, "api"),
            ("discipline", transfer.lead_id, "api"),
        ]

    def test_so_is_a_detail_but_not_one_the_caller_already_holds(self, call, transfer, discipline):
        client = call(discipline)
        answer = client.get(f"/api/v1/leads/{transfer.lead_id}/")
        again = client.get(f"/api/v1/leads/{transfer.lead_id}/", headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
        assert LeadAccess.objects.count() == 1

    def test_of_a_page_only_what_is_on_it(self, call, handler, inspection):
        for _ in range(3):
            LeadFactory(inspection=inspection)
        assert len(rows(call(handler), "leads/?limit=2")) == 2
        assert LeadAccess.objects.count() == 2

    def test_looking_at_nothing_records_nothing(self, call, lead, office):
        assert rows(call(office), "leads/") == []
        assert Lead.objects.exists()
        assert not LeadAccess.objects.exists()
