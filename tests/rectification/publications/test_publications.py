"""双公开: owed once both reports were received; published, or kept back on a ground the leading group approves."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.models import Attachment, Notice
from core.registers.register import steps_of
from core.registers.services import enter
from core.workflow.moves import IllegalStep
from core.worklist import duties as worklist
from rectification import duties
from rectification.double_reports.services import acknowledge_report, record_paper_report, record_report_receipt
from rectification.models import Publication, RectificationReport
from rectification.publications.services import (
    approve_keeping_back,
    ask_for_publication,
    propose_keeping_back,
    record_keeping_back,
    record_publication,
    refuse_keeping_back,
)
from rounds.announcements.registers import ANNOUNCEMENTS
from rounds.models import Announcement, Obligation
from tests.core.api.conftest import ApiClient
from tests.factories import fresh
from tests.rectification.conftest import evidence

Side, Status, Ground = Publication.Side, Publication.Status, Announcement.Ground
TODAY = date(2026, 11, 23)
LINK = "https://www.example.gov.cn/zhenggai.html"
PUBLISHED = {"on": TODAY, "title": "关于整改进展情况的通报", "channel": "website", "link": LINK}


def receive(hand_over, office, leadinggroup, bodies, kind):
    facts = {"on": TODAY, "signer_name": "王立新", "signer_post": "党组书记", "files": [evidence(f"{kind}.pdf")]}
    report = record_paper_report(hand_over, by=office, kind=kind, bodies=bodies, **facts)
    acknowledge_report(report.deliveries.get(body=None), by=leadinggroup)


@pytest.fixture
def owed(rectifying, office, leadinggroup, discipline, orgdept):
    for kind in RectificationReport.Kind:
        receive(rectifying, office, leadinggroup, [discipline.body, orgdept.body], kind)
    return {each.side: each for each in rectifying.publications.all()}


@pytest.fixture
def proposed(owed, liaison):
    return propose_keeping_back(owed["public"], by=liaison, ground=Ground.UNREST, reason="涉及征地补偿，群众情绪不稳")


def settled(publication):
    publication.refresh_from_db()
    return publication.status


class TestOwing:
    def test_both_are_owed_once_the_leading_group_has_both_reports(self, owed):
        assert set(owed) == {"party", "public"}
        due = Obligation.objects.filter(node=duties.PUBLISH_RESULT).values_list("due_on", flat=True)
        assert list(due) == [date(2026, 12, 7)] * 2

    def test_one_report_is_not_enough(self, rectifying, office, leadinggroup, discipline, orgdept):
        receive(rectifying, office, leadinggroup, [discipline.body, orgdept.body], RectificationReport.Kind.BODY)
        assert not Publication.objects.exists()

    def test_a_further_report_owes_nothing_again(self, owed, rectifying, office, leadinggroup, discipline, orgdept):
        receive(rectifying, office, leadinggroup, [discipline.body, orgdept.body], RectificationReport.Kind.BODY)
        assert Publication.objects.count() == 2

    def test_a_receipt_on_paper_does_as_well(self, rectifying, office, discipline, orgdept):
        facts = {"on": TODAY, "signer_name": "王立新", "signer_post": "党组书记", "files": [evidence()]}
        for kind in RectificationReport.Kind:
            report = record_paper_report(
                rectifying, by=office, kind=kind, bodies=[discipline.body, orgdept.body], **facts
            )
            record_report_receipt(report.deliveries.get(body=None), by=office)
        assert Publication.objects.count() == 2

    def test_the_office_asks_for_it_where_reports_were_received_elsewhere(self, rectifying, office, liaison):
        with pytest.raises(Refused):
            ask_for_publication(rectifying, by=liaison)
        ask_for_publication(rectifying, by=office)
        assert Publication.objects.count() == 2
        with pytest.raises(IllegalStep):
            ask_for_publication(rectifying, by=office)

    def test_the_organization_finds_both_on_its_worklist(self, owed, liaison):
        titles = [duty.title for duty in worklist.duties_of(fresh(liaison))]
        assert "公开整改结果：党内通报" in titles
        assert "公开整改结果：社会公开" in titles


class TestPublishing:
    def test_it_stands_in_the_register_and_is_owed_no_more(self, owed, liaison):
        record_publication(owed["public"], by=liaison, files=[evidence("截图.pdf")], **PUBLISHED)
        entry = Announcement.objects.get()
        assert (entry.kind, entry.channel, entry.link) == ("rectification", "website", LINK)
        assert owed["public"].announcement == entry
        assert Attachment.objects.of(owed["public"]).count() == 1
        assert Obligation.objects.on(owed["public"]).get().met_on == TODAY
        assert settled(owed["party"]) == Status.OWED

    def test_within_the_party_it_is_a_bulletin(self, owed, office):
        record_publication(owed["party"], by=office, **PUBLISHED | {"channel": ""})
        assert Announcement.objects.get().channel == "bulletin"

    @pytest.mark.parametrize(
        ("facts", "field"),
        [({"channel": ""}, "channel"), ({"channel": "bulletin"}, "channel"), ({"link": ""}, "link")],
    )
    def test_what_is_missing_is_named_at_its_field(self, owed, liaison, facts, field):
        with pytest.raises(ValidationError) as refusal:
            record_publication(owed["public"], by=liaison, **PUBLISHED | facts)
        assert field in refusal.value.error_dict
        assert settled(owed["public"]) == Status.OWED

    @pytest.mark.parametrize("who", ["other_secretary", "leader", "discipline", "division", "leadinggroup"])
    def test_nobody_else_records_it(self, owed, who, request):
        with pytest.raises(Refused):
            record_publication(owed["public"], by=request.getfixturevalue(who), **PUBLISHED)

    def test_once(self, owed, liaison):
        record_publication(owed["public"], by=liaison, **PUBLISHED)
        with pytest.raises(IllegalStep):
            record_publication(owed["public"], by=liaison, **PUBLISHED)


class TestKeepingBack:
    def test_it_is_proposed_and_rests_until_the_leading_group_decides(self, proposed, leadinggroup):
        assert proposed.status == Status.PROPOSED
        owed = {each.node: each for each in Obligation.objects.on(proposed)}
        assert owed[duties.PUBLISH_RESULT].paused_on == TODAY
        assert owed[duties.DECIDE_KEEPING_BACK].due_on == date(2026, 11, 30)
        assert any("不公开" in duty.title for duty in worklist.duties_of(fresh(leadinggroup)))
        assert Notice.objects.filter(recipient=leadinggroup, kind="publication.proposed").exists()

    def test_approved_it_stands_in_the_register_with_ground_and_who_approved(self, proposed, leadinggroup):
        approve_keeping_back(proposed, by=leadinggroup)
        entry = Announcement.objects.get()
        assert (entry.ground, entry.approved_by, entry.channel) == (Ground.UNREST, leadinggroup.name, "")
        assert settled(proposed) == Status.KEPT_BACK
        assert not Obligation.objects.open().on(proposed).exists()

    def test_refused_it_is_owed_again_by_its_day(self, proposed, leadinggroup, liaison):
        refuse_keeping_back(proposed, "整改情况应当公开", by=leadinggroup)
        assert settled(proposed) == Status.OWED
        owed = Obligation.objects.open().on(proposed).get()
        assert (owed.node, owed.due_on, owed.paused_on) == (duties.PUBLISH_RESULT, date(2026, 12, 7), None)
        assert any("仍须公开" in duty.title for duty in worklist.duties_of(fresh(liaison)))
        record_publication(proposed, by=liaison, **PUBLISHED)

    @pytest.mark.parametrize("who", ["office", "liaison", "secretary", "discipline", "leader"])
    def test_the_leading_group_alone_decides(self, proposed, who, request):
        user = request.getfixturevalue(who)
        for step in (approve_keeping_back, lambda row, by: refuse_keeping_back(row, "须公开", by=by)):
            with pytest.raises(Refused):
                step(proposed, by=user)

    def test_nobody_decides_on_their_own_proposal(self, proposed, leadinggroup):
        Publication.objects.filter(pk=proposed.pk).update(proposed_by=leadinggroup)
        with pytest.raises(Refused):
            approve_keeping_back(proposed, by=leadinggroup)

    def test_the_office_records_an_approval_on_paper_with_its_scan(self, owed, office):
        facts = {"ground": Ground.STATE_SECRET, "approved_by": "市委巡察工作领导小组", "on": TODAY}
        with pytest.raises(ValidationError) as refusal:
            record_keeping_back(owed["party"], by=office, files=[], **facts)
        assert "files" in refusal.value.error_dict
        record_keeping_back(owed["party"], by=office, files=[evidence("批准件.pdf")], **facts)
        assert settled(owed["party"]) == Status.KEPT_BACK
        assert Announcement.objects.get().approved_by == "市委巡察工作领导小组"


class TestRegister:
    """What the office enters in the register of announcements itself."""

    def enter(self, inspection, office, **facts):
        told = {"kind": "rectification", "inspection": inspection, "title": "整改通报", "decided_on": TODAY}
        return enter(ANNOUNCEMENTS, by=office, **told | facts)

    def test_it_settles_the_publication_of_its_side(self, owed, office):
        inspection = owed["party"].hand_over.inspection
        self.enter(inspection, office, channel="bulletin")
        assert settled(owed["party"]) == Status.DONE
        assert settled(owed["public"]) == Status.OWED
        self.enter(inspection, office, ground="sensitive", approved_by="市委巡察工作领导小组")
        assert settled(owed["public"]) == Status.KEPT_BACK

    def test_made_void_it_is_owed_again(self, owed, office):
        record_publication(owed["public"], by=office, **PUBLISHED)
        steps_of(ANNOUNCEMENTS)[-1].service(Announcement.objects.get(), by=office, reason="登记有误")
        assert settled(owed["public"]) == Status.OWED
        assert owed["public"].announcement is None
        assert Obligation.objects.open().on(owed["public"]).get().node == duties.PUBLISH_RESULT
        assert not Publication.objects.settled_by(TODAY).exists()

    def test_of_another_kind_it_settles_nothing(self, owed, office):
        self.enter(owed["party"].hand_over.inspection, office, channel="website", kind="feedback")
        assert settled(owed["public"]) == Status.OWED


class TestPages:
    def test_from_the_proposal_to_the_decision(self, owed, liaison, leadinggroup, office, browse):
        at = owed["public"].get_absolute_url()
        facts = {"ground": "unrest", "reason": "涉及征地补偿"}
        assert "待领导小组审批" in browse(liaison).post(f"{at}propose/", facts, follow=True).text
        client = browse(leadinggroup)
        assert "涉及征地补偿" in client.get(at).text
        assert "不予公开" in client.post(f"{at}approve/", follow=True).text
        page = browse(office).get(owed["public"].hand_over.get_absolute_url()).text
        assert "群体性事件" in page
        assert leadinggroup.name in page

    def test_both_stand_side_by_side_on_the_page_of_the_inspection(self, owed, liaison, office, browse):
        record_publication(owed["public"], by=liaison, **PUBLISHED)
        page = browse(office).get(f"/hand-overs/of/{owed['public'].hand_over.inspection_id}/").text
        assert LINK in page
        assert "党内通报" in page

    def test_the_list_is_narrowed_to_what_is_late(self, owed, liaison, browse, clock):
        record_publication(owed["party"], by=liaison, **PUBLISHED | {"channel": ""})
        assert owed["public"].get_absolute_url() not in browse(liaison).get("/publications/?state=late").text
        clock.set("2026-12-08 10:00")
        page = browse(liaison).get("/publications/?state=late").text
        assert owed["public"].get_absolute_url() in page
        assert owed["party"].get_absolute_url() not in page

    def test_an_error_keeps_what_was_typed(self, owed, liaison, browse):
        page = browse(liaison).post(f"{owed['public'].get_absolute_url()}record/", {"title": "整改通报", "on": TODAY})
        assert "整改通报" in page.text
        assert settled(owed["public"]) == Status.OWED


class TestApi:
    def test_proposed_and_approved_by_program(self, owed, liaison, leadinggroup):
        at = f"publications/{owed['public'].pk}/"
        body = {"ground": "unrest", "reason": "涉及征地补偿"}
        assert ApiClient(liaison).write(f"{at}propose/", body).status_code == 200
        client = ApiClient(leadinggroup)
        assert client.read(at).json()["ground"] == "unrest"
        assert client.write(f"{at}approve/").status_code == 200
        assert client.read(at).json()["status"] == "kept_back"
