"""What came back is mended before it is sent again, and its page says so first."""

import pytest

from core.access.reach import Refused
from core.workflow.moves import IllegalStep
from core.workflow.steps import steps_for
from core.worklist.duties import duties_of
from findings.findings.services import return_finding, submit_finding, update_finding
from findings.leads.services import file_lead, return_lead, update_lead
from findings.papers import services as papers
from tests.findings.conftest import at, evidence

UNCHANGED = "退回后尚未修改"
OPINION = "金丝雀意见"
BAND = "returned-band"


def opinions(user) -> dict[str, str]:
    """What the worklist of the user says of what came back."""
    return {duty.title: duty.opinion for duty in duties_of(user) if "退回修改" in duty.title}


def offered(row, user) -> dict:
    return {step.name: step for step in steps_for(row, user)}


@pytest.fixture
def returned_paper(submitted, leader):
    return papers.return_paper(submitted, by=leader, reason=OPINION)


@pytest.fixture
def returned_finding(finding, leader, office):
    return return_finding(submit_finding(finding, by=leader), by=office, reason=OPINION)


@pytest.fixture
def returned_lead(filed, leadinggroup):
    return return_lead(filed, by=leadinggroup, reason=OPINION)


class TestPapers:
    def test_a_returned_paper_is_not_submitted_unchanged(self, returned_paper, member):
        with pytest.raises(IllegalStep, match=UNCHANGED):
            papers.submit_paper(returned_paper, by=member)
        steps = offered(returned_paper, member)
        assert UNCHANGED in steps["submit"].blocked
        assert steps["change"].primary

    def test_mended_it_is_submitted(self, returned_paper, member):
        papers.update_paper(returned_paper, by=member, title="改过的标题")
        steps = offered(returned_paper, member)
        assert (steps["submit"].blocked, steps["submit"].primary, steps["change"].primary) == ("", True, False)
        assert papers.submit_paper(returned_paper, by=member).status == "submitted"

    def test_saved_as_it_stood_it_is_not_mended(self, returned_paper, member):
        papers.update_paper(returned_paper, by=member, title=returned_paper.title)
        with pytest.raises(IllegalStep, match=UNCHANGED):
            papers.submit_paper(returned_paper, by=member)

    def test_returned_a_second_time_it_is_mended_a_second_time(self, returned_paper, member, leader):
        papers.update_paper(returned_paper, by=member, title="改过的标题")
        papers.submit_paper(returned_paper, by=member)
        papers.return_paper(returned_paper, by=leader, reason=OPINION)
        with pytest.raises(IllegalStep, match=UNCHANGED):
            papers.submit_paper(returned_paper, by=member)

    def test_a_draft_that_never_left_is_submitted_as_it_is(self, draft, member):
        assert not offered(draft, member)["change"].primary
        assert papers.submit_paper(draft, by=member).status == "submitted"

    @pytest.mark.django_db(transaction=True)
    def test_another_file_is_a_change(self, returned_paper, member):
        papers.update_paper(returned_paper, by=member, evidence=[evidence("补充.pdf")])
        assert papers.submit_paper(returned_paper, by=member).status == "submitted"

    @pytest.mark.django_db(transaction=True)
    def test_another_handler_is_a_change(self, returned_paper, member, colleague, deputy):
        papers.update_paper(returned_paper, by=member, handlers=[member.person, colleague, deputy.person])
        assert papers.submit_paper(returned_paper, by=member).status == "submitted"

    def test_the_band_is_for_those_who_may_mend_it(self, returned_paper, browse, member, office):
        page = browse(member).get(at("paper", returned_paper.pk)).content.decode()
        assert page.index(BAND) < page.index('class="record"')
        band = page[page.index(BAND) : page.index("</section>", page.index(BAND))]
        assert "退回修改" in band
        assert "Leader" in band
        assert OPINION in band
        assert BAND not in browse(office).get(at("paper", returned_paper.pk)).content.decode()

    def test_the_worklist_shows_the_opinion_until_it_is_sent_again(self, returned_paper, member, leader):
        assert opinions(member) == {f"退回修改：底稿{returned_paper.number}": OPINION}
        papers.update_paper(returned_paper, by=member, title="改过的标题")
        assert list(opinions(member).values()) == [OPINION]
        papers.submit_paper(returned_paper, by=member)
        papers.return_paper(returned_paper, by=leader, reason="再改")
        assert list(opinions(member).values()) == ["再改"]

    def test_a_draft_that_never_left_has_no_band(self, draft, browse, member):
        assert BAND not in browse(member).get(at("paper", draft.pk)).content.decode()


class TestFindings:
    def test_a_returned_finding_is_not_submitted_unchanged(self, returned_finding, leader):
        with pytest.raises(IllegalStep, match=UNCHANGED):
            submit_finding(returned_finding, by=leader)
        steps = offered(returned_finding, leader)
        assert UNCHANGED in steps["submit"].blocked
        assert steps["change"].primary

    def test_mended_it_is_submitted(self, returned_finding, leader):
        update_finding(returned_finding, by=leader, text="改过的问题表述")
        assert not offered(returned_finding, leader)["change"].primary
        assert submit_finding(returned_finding, by=leader).status == "submitted"

    def test_the_band_is_for_the_team(self, returned_finding, browse, leader, office):
        assert OPINION in browse(leader).get(at("finding", returned_finding.pk)).content.decode().split(BAND)[1]
        assert BAND not in browse(office).get(at("finding", returned_finding.pk)).content.decode()

    def test_the_worklist_shows_the_opinion_to_whoever_mends_it(self, returned_finding, leader, member):
        assert opinions(leader) == {f"退回修改：问题{returned_finding.number}": OPINION}


class TestLeads:
    def test_the_worklist_says_that_it_came_back_and_not_why(self, returned_lead, browse, member, leader):
        for user in (member, leader):
            assert opinions(user) == {f"退回修改：线索{returned_lead.number}": ""}
            assert OPINION not in browse(user).get("/").content.decode()

    def test_a_returned_lead_is_not_filed_unchanged(self, returned_lead, leader):
        with pytest.raises(IllegalStep, match=UNCHANGED):
            file_lead(returned_lead, by=leader)
        steps = offered(returned_lead, leader)
        assert UNCHANGED in steps["file"].blocked
        assert steps["change"].primary

    def test_mended_it_is_filed(self, returned_lead, member, leader):
        update_lead(returned_lead, by=member, subject_post="副科长")
        assert not offered(returned_lead, member)["change"].primary
        assert file_lead(returned_lead, by=leader).status == "filed"

    def test_the_band_and_the_opinion_stay_within_its_circle(
        self, returned_lead, browse, member, colleague_user, leadinggroup
    ):
        address = at("lead", returned_lead.pk)
        assert OPINION in browse(member).get(address).content.decode().split(BAND)[1]
        assert BAND not in browse(leadinggroup).get(address).content.decode()
        assert browse(colleague_user).get(address).status_code == 404
        with pytest.raises(Refused):
            file_lead(returned_lead, by=colleague_user)
