"""双报告: both reports are owed by a day, signed as true by the secretary, and received by each addressee."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.models import Attachment, Notice
from core.workflow.moves import IllegalStep
from core.worklist import duties as worklist
from rectification import duties
from rectification.double_reports.services import (
    acknowledge_report,
    change_report,
    record_paper_report,
    record_report_receipt,
    sign_report,
    write_report,
)
from rectification.models import HandOver, RectificationReport, ReportDelivery
from rectification.sides import of_office, of_organization
from rounds.models import Obligation
from tests.core.api.conftest import ApiClient
from tests.factories import PASSWORD, BodyFactory, fresh
from tests.rectification.conftest import evidence

Kind, Status = RectificationReport.Kind, RectificationReport.Status
TODAY = date(2026, 11, 23)
PAPER = {"on": TODAY, "signer_name": "王立新", "signer_post": "党组书记"}


@pytest.fixture
def bodies(discipline, orgdept):
    return [discipline.body, orgdept.body]


@pytest.fixture
def drafted(rectifying, liaison):
    return write_report(rectifying, by=liaison, kind=Kind.BODY, text="四项问题已完成三项。")


def sign(report, secretary, bodies):
    return sign_report(report, by=secretary, bodies=bodies, typed_name=secretary.name)


@pytest.fixture
def sent(drafted, secretary, bodies):
    return sign(drafted, secretary, bodies)


class TestOwing:
    def test_both_are_owed_once_the_plan_is_accepted_by_a_limit_from_the_feedback(self, rectifying):
        owed = Obligation.objects.on(rectifying).filter(node__in=duties.DOUBLE_REPORT)
        assert {each.node: each.due_on for each in owed} == dict.fromkeys(duties.DOUBLE_REPORT, date(2026, 12, 1))

    def test_they_stand_on_the_worklists_of_the_organization(self, rectifying, secretary, liaison):
        for user in (secretary, liaison):
            titles = [duty.title for duty in worklist.duties_of(fresh(user))]
            assert "报送双报告（书记履责报告、集中整改情况报告）" in titles
            assert "完成集中整改" in [duty.title for duty in worklist.waiting_for(fresh(user))]

    def test_each_is_met_by_its_own_report(self, sent, rectifying):
        met = dict(Obligation.objects.filter(node__in=duties.DOUBLE_REPORT).values_list("node", "met_on"))
        assert met == {duties.REPORT_RECTIFICATION: TODAY, duties.REPORT_AS_SECRETARY: None}

    def test_a_draft_awaits_the_secretary(self, drafted, secretary, liaison):
        titles = [duty.title for duty in worklist.duties_of(fresh(secretary))]
        assert "签字背书：集中整改情况报告" in titles
        assert not any("签字背书" in duty.title for duty in worklist.duties_of(fresh(liaison)))


class TestWriting:
    def test_a_draft_is_the_organizations_alone(self, drafted, liaison, office, discipline, leader):
        assert RectificationReport.objects.visible_to(liaison).exists()
        for user in (office, discipline, leader):
            assert not RectificationReport.objects.visible_to(user).exists()

    def test_it_is_gone_on_with_and_one_at_a_time(self, drafted, rectifying, liaison):
        change_report(drafted, by=liaison, text="四项问题已全部完成。", files=[evidence()])
        assert RectificationReport.objects.get().text == "四项问题已全部完成。"
        assert Attachment.objects.of(drafted).count() == 1
        with pytest.raises(ValidationError, match="草稿"):
            write_report(rectifying, by=liaison, kind=Kind.BODY)

    @pytest.mark.parametrize("who", ["office", "leader", "other_secretary", "discipline", "leadinggroup"])
    def test_nobody_else_writes_it(self, rectifying, who, request):
        with pytest.raises(Refused):
            write_report(rectifying, by=request.getfixturevalue(who), kind=Kind.BODY)

    def test_not_before_the_plan_is_accepted(self, filed, liaison):
        with pytest.raises(IllegalStep):
            write_report(filed, by=liaison, kind=Kind.BODY)


class TestSigning:
    def test_it_goes_to_the_leading_group_and_to_both_bodies(
        self, leadinggroup, drafted, secretary, bodies, discipline
    ):
        report = sign(drafted, secretary, bodies)
        assert {each.body for each in report.deliveries.all()} == {None, *bodies}
        for user in (discipline, leadinggroup):
            assert Notice.objects.filter(recipient=user, kind="report.sent").count() == 1
            assert any("签收" in duty.title for duty in worklist.duties_of(fresh(user)))

    def test_exactly_what_was_signed_is_kept_with_the_digests(self, drafted, secretary, bodies, liaison):
        change_report(drafted, by=liaison, text=drafted.text, files=[evidence("整改台账.pdf")])
        report = sign(drafted, secretary, bodies)
        report.refresh_from_db()
        assert report.is_as_signed
        assert "四项问题已完成三项。" in report.signed_text
        assert "整改台账.pdf" in report.signed_text
        assert (report.signer_name, report.way, report.signed_on) == (secretary.name, "typed", TODAY)

    def test_it_is_frozen_and_corrected_by_a_further_report(self, sent, rectifying, liaison, secretary, bodies):
        with pytest.raises(IllegalStep):
            change_report(sent, by=liaison, text="另一份")
        with pytest.raises(IllegalStep):
            sign(sent, secretary, bodies)
        further = write_report(rectifying, by=liaison, kind=Kind.BODY, text="补充说明")
        assert further.number == 2
        assert "第2次报送" in str(further)

    @pytest.mark.parametrize("who", ["liaison", "office", "other_secretary"])
    def test_only_the_secretary_signs(self, drafted, bodies, who, request):
        user = request.getfixturevalue(who)
        with pytest.raises(Refused):
            sign_report(drafted, by=user, bodies=bodies, typed_name=user.name)

    def test_both_kinds_of_bodies_are_named_and_no_other(self, drafted, secretary, bodies, cooperating):
        for wrong in (bodies[:1], [], [*bodies, cooperating.body]):
            with pytest.raises(ValidationError) as refusal:
                sign(drafted, secretary, wrong)
            assert "bodies" in refusal.value.error_dict

    def test_an_empty_report_is_not_signed(self, rectifying, liaison, secretary, bodies):
        report = write_report(rectifying, by=liaison, kind=Kind.SECRETARY)
        with pytest.raises(ValidationError, match="没有内容"):
            sign(report, secretary, bodies)


class TestOnPaper:
    def test_the_office_records_it_with_the_scan(self, rectifying, office, bodies):
        facts = {"kind": Kind.SECRETARY, "bodies": bodies, "files": [evidence()], **PAPER}
        report = record_paper_report(rectifying, by=office, **facts)
        assert (report.status, report.is_on_paper, report.recorded_by) == (Status.SENT, True, office)
        assert report.is_as_signed
        assert Obligation.objects.get(node=duties.REPORT_AS_SECRETARY).met_on == TODAY
        assert report.deliveries.count() == 3

    def test_not_without_the_scan(self, rectifying, office, bodies):
        with pytest.raises(ValidationError) as refusal:
            record_paper_report(rectifying, by=office, kind=Kind.BODY, bodies=bodies, files=[], **PAPER)
        assert "files" in refusal.value.error_dict

    def test_whoever_records_or_signs_is_known_to_have_acted_for_a_side(
        self, sent, rectifying, office, secretary, bodies
    ):
        facts = {"kind": Kind.SECRETARY, "bodies": bodies, "files": [evidence()], **PAPER}
        record_paper_report(rectifying, by=office, **facts)
        sides = {"ours": of_office(rectifying), "theirs": of_organization(rectifying)}
        row = HandOver.objects.annotate(**sides).get(pk=rectifying.pk)
        assert office.pk in row.ours
        assert secretary.pk in row.theirs


class TestReceiving:
    def test_each_addressee_acknowledges_its_own(self, sent, discipline, orgdept, leadinggroup):
        for user, body in ((discipline, discipline.body), (leadinggroup, None)):
            delivery = acknowledge_report(sent.deliveries.get(body=body), by=user)
            assert (delivery.received_by, delivery.received_on) == (user, TODAY)
        with pytest.raises(Refused):
            acknowledge_report(sent.deliveries.get(body=orgdept.body), by=leadinggroup)

    def test_once(self, sent, discipline):
        acknowledge_report(sent.deliveries.get(body=discipline.body), by=discipline)
        with pytest.raises(IllegalStep):
            acknowledge_report(sent.deliveries.get(body=discipline.body), by=discipline)

    def test_or_the_office_records_the_receipt(self, sent, office, orgdept):
        delivery = record_report_receipt(sent.deliveries.get(body=orgdept.body), by=office, on=TODAY)
        assert (delivery.status, delivery.recorded_by, delivery.received_by) == ("received", office, None)

    @pytest.mark.parametrize("who", ["secretary", "office", "cooperating", "leader"])
    def test_nobody_else_acknowledges(self, sent, discipline, who, request):
        with pytest.raises(Refused):
            acknowledge_report(sent.deliveries.get(body=discipline.body), by=request.getfixturevalue(who))

    def test_a_body_sees_what_came_to_it_and_nothing_of_the_hand_over(self, sent, discipline):
        other = BodyFactory(name="县纪委监委")
        ReportDelivery.objects.create(report=sent, body=other)
        assert [each.body for each in ReportDelivery.objects.visible_to(discipline)] == [discipline.body]
        assert not HandOver.objects.visible_to(discipline).exists()


class TestPages:
    def test_from_the_draft_to_the_receipt(self, rectifying, liaison, secretary, discipline, orgdept, browse):
        at = f"/hand-overs/{rectifying.pk}/reports/body/"
        page = browse(liaison).post(at, {"text": "整改取得阶段性成效。"}, follow=True)
        assert "整改取得阶段性成效。" in page.text
        report = RectificationReport.objects.get()
        client = browse(secretary)
        assert "整改取得阶段性成效。" in client.get(f"/reports/{report.pk}/sign/").text
        sent = {"bodies": [discipline.body.pk, orgdept.body.pk], "typed_name": secretary.name, "password": PASSWORD}
        page = client.post(f"/reports/{report.pk}/sign/", sent, follow=True)
        assert "系统键入姓名签字" in page.text
        delivery = report.deliveries.get(body=discipline.body)
        theirs = browse(discipline)
        assert delivery.get_absolute_url() in theirs.get("/report-deliveries/").text
        assert "整改取得阶段性成效。" in theirs.get(delivery.get_absolute_url()).text
        page = theirs.get(report.get_absolute_url())
        assert page.status_code == 200
        assert rectifying.get_absolute_url() not in page.text
        assert "已签收" in theirs.post(f"{delivery.get_absolute_url()}acknowledge/", follow=True).text
        assert "已签收1个" in client.get(rectifying.get_absolute_url()).text

    def test_a_wrong_password_keeps_what_was_typed(self, drafted, secretary, bodies, browse):
        sent = {"bodies": [body.pk for body in bodies], "typed_name": secretary.name, "password": "wrong"}
        page = browse(secretary).post(f"/reports/{drafted.pk}/sign/", sent)
        assert secretary.name in page.text
        assert RectificationReport.objects.get().status == Status.DRAFT

    def test_a_body_that_got_none_finds_nothing(self, sent, cooperating, browse):
        assert browse(cooperating).get(sent.get_absolute_url()).status_code == 404


class TestApi:
    def test_a_body_reads_and_acknowledges_by_program(self, sent, discipline):
        client, delivery = ApiClient(discipline), sent.deliveries.get(body=discipline.body)
        told = client.read(f"report-deliveries/{delivery.pk}/").json()
        assert (told["text"], told["kind"], told["status"]) == ("四项问题已完成三项。", "body", "sent")
        assert client.write(f"report-deliveries/{delivery.pk}/acknowledge/").status_code == 200
        assert client.read("report-deliveries/").json()["results"][0]["status"] == "received"
