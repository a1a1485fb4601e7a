"""归档目录: complete, or what lacks; what is on paper is filed, and what lacks for a reason says so."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.access.reach import Refused
from core.registers.services import enter
from core.workflow.moves import IllegalStep
from findings.models import Lead
from rectification.archive.registers import DOCUMENTS
from rectification.archive.services import archive_inspection, open_archive
from rectification.archive.sets import LACKS, NOT_APPLICABLE, ON_PAPER, THERE, archives_for, with_lines
from rectification.archive.told import lines_told
from rectification.closing.services import close_hand_over
from rectification.models import InspectionArchive, Letter
from rounds.archive.lines import lines
from rounds.models import Announcement
from tests.core.api.conftest import ApiClient
from tests.factories import HandOverFactory, InspectionFactory, LeadFactory, TransferFactory

TODAY = date(2026, 11, 23)
PAPER = {"title": "整改方案", "dated_on": TODAY, "retention": "permanent", "box": "2026-WS-012盒"}


@pytest.fixture
def closed_out(all_closed, office):
    """The hand-over is closed out as a whole."""
    return close_hand_over(all_closed, by=office)


def standing(inspection, user):
    """How each line stands, by its key."""
    row = with_lines(archives_for(user)).get(pk=inspection.pk)
    return {line.key: getattr(row, f"line_{line.key}") for line in lines}


def explain_all(inspection, office):
    for key, state in standing(inspection, office).items():
        if state == LACKS:
            enter(DOCUMENTS, by=office, inspection=inspection, line=key, missing_why="旧档未形成该材料")


class TestLines:
    def test_what_the_ledgers_hold_is_complete_and_what_lacks_is_named(self, all_closed, office):
        told = standing(all_closed.inspection, office)
        assert {told[key] for key in ("opinions", "receipts", "plan", "close_outs")} == {THERE}
        assert {told[key] for key in ("reports", "publication", "assessment", "integrity_talk")} == {LACKS}
        assert {told[key] for key in ("supplements", "letters", "visits", "second_rectification")} == {NOT_APPLICABLE}

    def test_an_open_item_lacks_its_close_out(self, rectifying, office):
        assert standing(rectifying.inspection, office)["close_outs"] == LACKS

    def test_a_letter_without_its_answer_lacks(self, all_closed, office, organization):
        inspection = all_closed.inspection
        told = {"organization": inspection.organization, "inspection": inspection, "number": "巡建〔2026〕3号"}
        Letter.objects.create(kind="suggestion", issued_on=TODAY, answer_due_on=TODAY, text="请抓紧", **told)
        assert standing(all_closed.inspection, office)["letters"] == LACKS

    def test_an_announcement_about_the_round_is_one_of_each_inspection(self, all_closed, office):
        round = all_closed.inspection.team.round
        told = {"kind": "notice", "title": "巡察公告", "decided_on": TODAY, "channel": "website"}
        assert standing(all_closed.inspection, office)["inspection_notice"] == LACKS
        Announcement.objects.create(round=round, **told)
        assert standing(all_closed.inspection, office)["inspection_notice"] == THERE


class TestFiling:
    def test_what_is_on_paper_is_no_longer_lacking(self, all_closed, office):
        before = archives_for(office).get().lack
        enter(DOCUMENTS, by=office, inspection=all_closed.inspection, line="reports", **PAPER)
        assert standing(all_closed.inspection, office)["reports"] == ON_PAPER
        assert archives_for(office).get().lack == before - 1

    @pytest.mark.parametrize("facts", [{"title": ""}, {"missing_why": "未形成"}, {"line": "reports", "title": ""}])
    def test_it_is_kept_or_lacks_and_never_both(self, all_closed, office, facts):
        with pytest.raises(ValidationError):
            enter(DOCUMENTS, by=office, inspection=all_closed.inspection, **PAPER | facts)

    def test_the_office_alone_files(self, all_closed, liaison, leader, leadinggroup):
        for user in (liaison, leader, leadinggroup):
            with pytest.raises(Refused):
                enter(DOCUMENTS, by=user, inspection=all_closed.inspection, **PAPER)


class TestArchiving:
    def test_only_once_nothing_lacks_without_a_reason(self, closed_out, office):
        inspection = closed_out.inspection
        with pytest.raises(IllegalStep, match="缺"):
            archive_inspection(inspection, by=office)
        explain_all(inspection, office)
        archive_inspection(inspection, by=office)
        archive = InspectionArchive.objects.get()
        assert (archive.archived_on, archive.archivist) == (TODAY, office)

    def test_it_is_archived_once(self, closed_out, office):
        explain_all(closed_out.inspection, office)
        archive_inspection(closed_out.inspection, by=office)
        with pytest.raises(IllegalStep):
            archive_inspection(closed_out.inspection, by=office)

    def test_what_is_not_closed_out_is_not_archived(self, rectifying, office):
        explain_all(rectifying.inspection, office)
        with pytest.raises(IllegalStep):
            archive_inspection(rectifying.inspection, by=office)

    def test_nobody_else_archives(self, closed_out, office, leadinggroup, leader, liaison):
        explain_all(closed_out.inspection, office)
        for user in (leadinggroup, leader, liaison):
            with pytest.raises(Refused):
                archive_inspection(closed_out.inspection, by=user)


@pytest.fixture
def archived(closed_out, office):
    """The inspection, whose archive is closed."""
    explain_all(closed_out.inspection, office)
    archive_inspection(closed_out.inspection, by=office)
    return closed_out.inspection


class TestOpeningAgain:
    def test_an_archive_is_opened_for_a_reason_and_archived_anew(self, archived, office, clock):
        with pytest.raises(ValidationError, match="reason"):
            open_archive(archived, by=office, reason=" ")
        clock.set("2026-12-01 09:00")
        open_archive(archived, by=office, reason="补归整改方案原件")
        assert archives_for(office).get().archived_on is None
        archive_inspection(archived, by=office)
        new, old = InspectionArchive.objects.order_by("-pk")
        assert (new.archived_on, new.opened_on) == (date(2026, 12, 1), None)
        assert (old.archived_on, old.opened_on, old.opened_why) == (TODAY, date(2026, 12, 1), "补归整改方案原件")
        event = old.events.order_by("pgh_id").last()
        assert (event.pgh_context["reason"], event.pgh_context["actor"]) == ("补归整改方案原件", office.pk)

    def test_only_what_is_archived_is_opened_and_once(self, closed_out, office):
        with pytest.raises(IllegalStep):
            open_archive(closed_out.inspection, by=office, reason="补归")

    def test_nobody_else_opens_it(self, archived, leadinggroup, leader, liaison):
        for user in (leadinggroup, leader, liaison):
            with pytest.raises(Refused):
                open_archive(archived, by=user, reason="补归")

    def test_the_page_offers_it_and_keeps_the_history(self, archived, office, browse):
        client, at = browse(office), f"/archives/{archived.pk}/"
        assert f"/inspections/{archived.pk}/open-archive/" in client.get(at).text
        page = client.post(f"/inspections/{archived.pk}/open-archive/", {"reason": "补归原件"}, follow=True)
        assert page.redirect_chain[-1][0] == at
        assert "补归原件" in page.text
        assert f"/inspections/{archived.pk}/open-archive/" not in page.text


class TestApi:
    def test_it_lists_tells_each_line_archives_and_opens_again(self, closed_out, office):
        inspection, client = closed_out.inspection, ApiClient(office)
        explain_all(inspection, office)
        [row] = client.read("archives/?state=complete").json()["results"]
        assert (row["id"], row["lack"], row["archived_on"]) == (inspection.pk, 0, None)
        told = client.read(f"archives/{inspection.pk}/").json()
        lines_by_key = {line["line"]: line for line in told["lines"]}
        assert lines_by_key["plan"]["standing"] == "there"
        assert lines_by_key["letters"]["standing"] == "not_applicable"
        assert lines_by_key["reports"]["remark"] == "旧档未形成该材料"
        assert [step["name"] for step in told["next_steps"]] == ["archive"]
        assert client.write(f"archives/{inspection.pk}/archive/").status_code == 200
        refused = client.write(f"archives/{inspection.pk}/open-archive/", {"reason": ""})
        assert refused.status_code == 400
        assert client.write(f"archives/{inspection.pk}/open-archive/", {"reason": "补归"}).status_code == 200
        [old] = InspectionArchive.objects.all()
        assert old.opened_why == "补归"

    def test_what_lacks_is_not_archived(self, closed_out, office):
        answer = ApiClient(office).write(f"archives/{closed_out.inspection_id}/archive/")
        assert answer.status_code == 409

    @pytest.mark.parametrize("who", ["liaison", "leader", "discipline", "division"])
    def test_others_find_nothing(self, closed_out, who, request):
        client = ApiClient(request.getfixturevalue(who))
        assert client.read(f"archives/{closed_out.inspection_id}/").status_code == 404


class TestAddresses:
    def test_a_line_that_is_complete_leads_to_its_entry_and_not_to_a_form(self, closed_out, office, browse):
        inspection = closed_out.inspection
        at = f"/archives/{inspection.pk}/"
        assert f"/announcements/add/?inspection={inspection.pk}" in browse(office).get(at).text
        told = {"title": "巡察公告", "decided_on": TODAY, "channel": "website"}
        for kind in ("notice", "entry"):
            entry = Announcement.objects.create(inspection=inspection, kind=kind, **told)
            assert entry.get_absolute_url() in browse(office).get(at).text
        assert "/announcements/add/" not in browse(office).get(at).text


class TestPages:
    def test_from_what_lacks_to_the_archive(self, closed_out, office, browse):
        inspection, client = closed_out.inspection, browse(office)
        at = f"/archives/{inspection.pk}/"
        assert at in client.get("/archives/").text
        page = client.get(at).text
        assert "归档或说明缺失原因" in page
        form = client.get(f"/archived-documents/add/?inspection={inspection.pk}&line=reports").text
        assert '<option value="reports" selected' in form
        explain_all(inspection, office)
        page = client.post(f"/inspections/{inspection.pk}/archive/", follow=True).text
        assert "已归档" in page
        assert office.name in client.get(at).text
        assert "旧档未形成该材料" in client.get(f"{at}paper/").text
        assert client.get(f"{at}workbook/").headers["Content-Type"].endswith("sheet")

    @pytest.mark.parametrize("who", ["liaison", "leader", "discipline", "division"])
    def test_others_find_nothing(self, closed_out, who, request, browse):
        client = browse(request.getfixturevalue(who))
        assert client.get("/archives/").status_code == 403
        for more in ("", "paper/", "workbook/"):
            assert client.get(f"/archives/{closed_out.inspection_id}/{more}").status_code == 404

    def test_transfers_are_counted_for_who_may_know_of_them(self, closed_out, office, handler, discipline):
        lead = LeadFactory(inspection=closed_out.inspection, status=Lead.Status.TRANSFERRED, referred_on=TODAY)
        TransferFactory(lead=lead, body=discipline.body, sent_by=handler, sent_on=TODAY)
        told = {}
        for user in (office, handler):
            row = with_lines(archives_for(user)).get()
            told[user.username] = [line.remark for line in lines_told(row, user) if line.title == "线索移交清单"]
        assert told == {office.username: [], handler.username: ["共1份"]}

    def test_list_and_page_cost_the_same_for_one_and_for_many(self, closed_out, office, browse):
        client, costs = browse(office), []
        for _time in range(2):
            for at in ("/archives/", f"/archives/{closed_out.inspection_id}/"):
                client.get(at)
                with CaptureQueriesContext(connection) as asked:
                    client.get(at)
                costs.append(len(asked))
            for _number in range(10):
                HandOverFactory(inspection=InspectionFactory(), delivered_on=TODAY)
                enter(DOCUMENTS, by=office, inspection=closed_out.inspection, line="plan", **PAPER)
        assert costs[:2] == costs[2:]
