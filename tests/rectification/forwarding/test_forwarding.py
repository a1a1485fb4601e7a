"""巡察报告移送、协作审核: report and feedback go to both bodies, which receipt them and give their opinions."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.models import Attachment, Notice
from core.workflow.moves import IllegalStep
from core.worklist import duties as worklist
from findings.models import Transfer
from rectification import duties
from rectification.forwarding.services import (
    forward_report,
    receipt_report,
    record_receipt,
    record_review,
    review_report,
    words_of_receipt,
)
from rectification.models import ForwardedReport, HandOver
from rectification.sides import of_office
from rounds.models import Obligation
from tests.core.api.conftest import ApiClient
from tests.factories import PASSWORD, LeadFactory, fresh
from tests.rectification.conftest import evidence

Status = ForwardedReport.Status
TODAY = date(2026, 11, 23)
PAPER = {"on": TODAY, "signer_name": "何志远", "signer_post": "党风政风监督室主任"}


@pytest.fixture
def bodies(discipline, orgdept):
    return [discipline.body, orgdept.body]


@pytest.fixture
def forwarded(delivered, office, bodies):
    return forward_report(delivered, by=office, bodies=bodies, files=[evidence("巡察报告.pdf")])


@pytest.fixture
def report(forwarded, discipline):
    """What the discipline commission got."""
    return ForwardedReport.objects.get(body=discipline.body)


@pytest.fixture
def received(report, discipline):
    return receipt_report(report, by=discipline, typed_name=discipline.name)


@pytest.fixture
def reviewed(received, discipline):
    return review_report(received, by=discipline, opinion="同意。", taken_up="工程领域廉政风险\n津补贴发放")


class TestForwarding:
    def test_each_body_owes_a_receipt_by_the_limit_of_its_kind_and_is_told(self, forwarded, discipline, orgdept):
        owed = Obligation.objects.filter(node=duties.RECEIPT_FORWARDED)
        assert {(each.body, each.due_on) for each in owed} == {
            (user.body, date(2026, 11, 26)) for user in (discipline, orgdept)
        }
        for user in (discipline, orgdept):
            assert Notice.objects.filter(recipient=user, kind="report.forwarded").count() == 1
            assert any("签收" in duty.title for duty in worklist.duties_of(fresh(user)))

    def test_each_gets_the_attached_report(self, forwarded):
        assert [Attachment.objects.of(each).get().name for each in forwarded] == ["巡察报告.pdf"] * 2

    def test_or_it_goes_on_paper_by_its_number_in_copies(self, delivered, office, bodies):
        with pytest.raises(ValidationError) as refusal:
            forward_report(delivered, by=office, bodies=bodies)
        assert "files" in refusal.value.error_dict
        with pytest.raises(ValidationError) as refusal:
            forward_report(delivered, by=office, bodies=bodies, copies=2)
        assert "number" in refusal.value.error_dict
        [first, _second] = forward_report(delivered, by=office, bodies=bodies, number="巡报〔2026〕7号", copies=2)
        assert "巡报〔2026〕7号" in words_of_receipt(first)

    def test_who_has_it_does_not_get_it_again(self, forwarded, delivered, office, bodies):
        with pytest.raises(ValidationError) as refusal:
            forward_report(delivered, by=office, bodies=bodies, files=[evidence()])
        assert "bodies" in refusal.value.error_dict

    def test_only_bodies_that_discipline_or_appoint_get_it(self, delivered, office, cooperating):
        with pytest.raises(ValidationError) as refusal:
            forward_report(delivered, by=office, bodies=[cooperating.body], files=[evidence()])
        assert "bodies" in refusal.value.error_dict

    def test_not_before_it_is_fed_back(self, fed_back, office, bodies):
        with pytest.raises(IllegalStep):
            forward_report(fed_back, by=office, bodies=bodies, files=[evidence()])

    @pytest.mark.parametrize("who", ["secretary", "leader", "discipline", "leadinggroup", "division"])
    def test_only_the_office_forwards(self, delivered, bodies, who, request):
        with pytest.raises(Refused):
            forward_report(delivered, by=request.getfixturevalue(who), bodies=bodies, files=[evidence()])


class TestReceipts:
    def test_exactly_what_was_signed_for_is_kept_and_the_opinion_is_owed(self, received, discipline, office):
        received.refresh_from_db()
        assert received.is_as_signed
        assert "巡察报告.pdf" in received.signed_text
        assert (received.signer_name, received.signer_post) == (discipline.name, discipline.body.name)
        owed = Obligation.objects.open().on(received).get()
        assert (owed.node, owed.due_on) == (duties.REVIEW_FORWARDED, date(2026, 12, 7))
        assert Notice.objects.filter(recipient=office, kind="report.forwarded").count() == 1

    def test_a_receipt_is_signed_with_the_own_name_once(self, report, discipline):
        with pytest.raises(ValidationError):
            receipt_report(report, by=discipline, typed_name="别人")
        receipt_report(report, by=discipline, typed_name=discipline.name)
        with pytest.raises(IllegalStep):
            receipt_report(report, by=discipline, typed_name=discipline.name)

    def test_or_the_office_records_the_paper_with_its_scan(self, report, office):
        with pytest.raises(ValidationError) as refusal:
            record_receipt(report, by=office, files=[], **PAPER)
        assert "files" in refusal.value.error_dict
        record_receipt(report, by=office, files=[evidence("签收单.pdf")], **PAPER)
        report.refresh_from_db()
        assert (report.is_on_paper, report.recorded_by, report.signed_by) == (True, office, None)
        assert Attachment.objects.of(report).count() == 2

    @pytest.mark.parametrize("who", ["orgdept", "cooperating", "office", "secretary", "leader", "leadinggroup"])
    def test_nobody_receipts_for_another_body(self, report, who, request):
        user = request.getfixturevalue(who)
        with pytest.raises(Refused):
            receipt_report(report, by=user, typed_name=user.name)


class TestReviewing:
    def test_an_opinion_meets_what_was_owed(self, reviewed, discipline, office):
        reviewed.refresh_from_db()
        assert (reviewed.status, reviewed.opinion_by, reviewed.opinion_on) == (Status.REVIEWED, discipline, TODAY)
        assert not Obligation.objects.open().on(reviewed).exists()
        assert office.pk in HandOver.objects.annotate(ours=of_office(reviewed.hand_over)).get().ours

    def test_it_follows_the_receipt_and_has_a_text(self, report, discipline):
        with pytest.raises(IllegalStep):
            review_report(report, by=discipline, opinion="同意。")
        receipt_report(report, by=discipline, typed_name=discipline.name)
        with pytest.raises(ValidationError) as refusal:
            review_report(report, by=discipline, opinion=" ")
        assert "opinion" in refusal.value.error_dict

    def test_of_a_body_without_an_account_the_office_records_the_paper(self, received, office):
        with pytest.raises(ValidationError) as refusal:
            record_review(received, by=office, on=TODAY, opinion="同意。", files=[])
        assert "files" in refusal.value.error_dict
        record_review(received, by=office, on=TODAY, opinion="同意。", files=[evidence("审核意见.pdf")])
        received.refresh_from_db()
        assert received.is_opinion_on_paper

    @pytest.mark.parametrize("who", ["orgdept", "office", "secretary"])
    def test_nobody_gives_the_opinion_of_another_body(self, received, who, request):
        with pytest.raises(Refused):
            review_report(received, by=request.getfixturevalue(who), opinion="同意。")


class TestSeeing:
    def test_a_body_sees_what_came_to_it_and_the_organization_none(self, forwarded, discipline, office):
        assert [each.body for each in ForwardedReport.objects.visible_to(discipline)] == [discipline.body]
        assert ForwardedReport.objects.visible_to(office).count() == 2

    @pytest.mark.parametrize("who", ["secretary", "liaison", "division", "leader", "cooperating"])
    def test_nobody_else_sees_it(self, forwarded, who, request, browse):
        user = request.getfixturevalue(who)
        assert not ForwardedReport.objects.visible_to(user).exists()
        assert browse(user).get(forwarded[0].get_absolute_url()).status_code == 404

    def test_the_office_sees_opinions_side_by_side(self, reviewed, browse, office, orgdept):
        page = browse(office).get(reviewed.hand_over.get_absolute_url())
        assert "工程领域廉政风险" in page.text
        assert orgdept.body.name in page.text

    def test_one_body_does_not_see_what_the_other_says(self, reviewed, browse, orgdept):
        other = ForwardedReport.objects.get(body=orgdept.body)
        page = browse(orgdept).get(other.get_absolute_url())
        assert page.status_code == 200
        assert "工程领域廉政风险" not in page.text

    def test_leads_are_told_by_number_through_their_own_door_alone(
        self, report, discipline, handler, office, browse, inspection
    ):
        lead = LeadFactory(inspection=inspection, status="transferred", content="收受礼金", referred_on=TODAY)
        Transfer.objects.create(lead=lead, body=report.body, sent_by=handler, sent_on=TODAY)
        page = browse(discipline).get(report.get_absolute_url())
        assert lead.number in page.text
        assert "收受礼金" not in page.text
        page = browse(office).get(report.get_absolute_url())
        assert lead.number not in page.text
        assert "移交该部门的问题线索" not in page.text


class TestPagesAndApi:
    def test_from_the_form_to_the_opinion(self, delivered, office, discipline, bodies, browse):
        address = f"/hand-overs/{delivered.pk}/forward/"
        given = {"bodies": [body.pk for body in bodies], "number": "巡报〔2026〕7号", "copies": 1}
        page = browse(office).post(address, given, follow=True)
        assert "已移送" in page.text
        report = ForwardedReport.objects.get(body=discipline.body)
        at = report.get_absolute_url()
        signs = browse(discipline)
        assert "巡报〔2026〕7号" in signs.get(f"{at}sign/").text
        signs.post(f"{at}sign/", {"typed_name": discipline.name, "password": PASSWORD}, follow=True)
        signs.post(f"{at}review/", {"opinion": "同意。", "taken_up": "津补贴发放"}, follow=True)
        report.refresh_from_db()
        assert report.status == Status.REVIEWED
        lists = browse(office)
        assert at in lists.get("/forwarded-reports/?taken_up=true").text
        assert at not in lists.get("/forwarded-reports/?taken_up=false").text

    def test_the_bodys_own_system_answers(self, report, discipline):
        client = ApiClient(discipline)
        [row] = client.read("forwarded-reports/").json()["results"]
        assert row["status"] == "sent"
        answer = client.write(f"forwarded-reports/{report.pk}/receipt/", {"typed_name": discipline.name})
        assert answer.status_code == 200
        answer = client.write(f"forwarded-reports/{report.pk}/review/", {"opinion": "同意。"})
        assert answer.status_code == 200
        report.refresh_from_db()
        assert report.status == Status.REVIEWED
