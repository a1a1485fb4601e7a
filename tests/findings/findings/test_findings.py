"""Findings: drawn, submitted, returned, issued, and every refusal on the way."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.models import Notice
from core.workbook import dates
from core.workdays.reckoning import today
from core.workflow.moves import Conflict, IllegalStep, move
from core.workflow.steps import awaiting, steps_for
from findings.findings import services
from findings.models import CategoryScheme, DeadlineKind, Finding
from findings.taxonomy.schemes import SCHEMES, load_schemes
from rounds.models import Inspection, Team
from tests.factories import FindingFactory, InspectionFactory, fresh, put

Status = Finding.Status


class TestDrawing:
    def test_from_an_approved_paper(self, approved, member, content):
        finding = services.draw_finding(approved, by=member, **content)
        assert (finding.number, finding.paper, finding.status) == ("WT18-0001", approved, Status.DRAFT)
        assert finding.inspection == approved.inspection

    def test_never_from_one_that_is_not(self, submitted, member, content):
        with pytest.raises(IllegalStep):
            services.draw_finding(submitted, by=member, **content)

    @pytest.mark.parametrize("who", ["stranger_leader", "office", "leadinggroup", "secretary", "discipline"])
    def test_only_by_the_team(self, approved, content, request, who):
        with pytest.raises(Refused):
            services.draw_finding(approved, by=request.getfixturevalue(who), **content)

    def test_only_while_it_works(self, approved, member, content):
        put(Inspection.objects.all(), Inspection.Status.FED_BACK)
        with pytest.raises(Refused):
            services.draw_finding(approved, by=member, **content)

    def test_numbers_go_on_from_those_of_a_ledger(self, approved, member, content, inspection):
        FindingFactory(inspection=inspection, number="WT18-0041")
        FindingFactory(inspection=inspection, number="LY18-0099")
        assert services.draw_finding(approved, by=member, **content).number == "WT18-0042"

    @pytest.mark.parametrize("day", [date(2099, 1, 1), date(2026, 1, 1)])
    def test_on_a_plausible_day(self, approved, member, content, day):
        with pytest.raises(ValidationError):
            services.draw_finding(approved, by=member, **content | {"found_on": day})

    def test_by_a_date_needs_the_date(self, approved, member, content):
        with pytest.raises(ValidationError):
            services.draw_finding(approved, by=member, **content | {"deadline_kind": DeadlineKind.DATED})

    def test_which_follows_the_finding(self, approved, member, content):
        dated = {"deadline_kind": DeadlineKind.DATED, "due_on": date(2026, 3, 1)}
        with pytest.raises(ValidationError):
            services.draw_finding(approved, by=member, **content | dated)

    def test_a_date_without_its_kind_is_left_out(self, approved, member, content):
        finding = services.draw_finding(approved, by=member, **content | {"due_on": date(2026, 12, 1)})
        assert finding.due_on is None

    def test_a_text_too_long_is_refused(self, approved, member, content):
        with pytest.raises(ValidationError):
            services.draw_finding(approved, by=member, **content | {"text": "长" * 501})


class TestChanging:
    def test_the_team_changes_a_draft(self, finding, leader):
        services.update_finding(finding, by=leader, text="改过的问题")
        finding.refresh_from_db()
        assert finding.text == "改过的问题"

    def test_not_after_it_was_submitted(self, finding, leader, member):
        services.submit_finding(finding, by=leader)
        with pytest.raises(IllegalStep):
            services.update_finding(finding, by=member, text="改过的问题")

    @pytest.mark.parametrize("who", ["office", "stranger_leader", "secretary"])
    def test_nobody_else(self, finding, request, who):
        with pytest.raises(Refused):
            services.update_finding(finding, by=request.getfixturevalue(who), text="改过的问题")


class TestSubmitting:
    def test_the_leader_hands_it_to_the_office(self, finding, leader, office):
        services.submit_finding(finding, by=leader)
        assert (finding.status, finding.submitted_on) == (Status.SUBMITTED, today())
        assert Notice.objects.get(recipient=office).url == finding.get_absolute_url()

    @pytest.mark.parametrize("who", ["member", "deputy", "stranger_leader", "office"])
    def test_nobody_else_does(self, finding, request, who):
        with pytest.raises(Refused):
            services.submit_finding(finding, by=request.getfixturevalue(who))

    def test_not_once_the_findings_were_fed_back(self, finding, leader):
        move(finding.inspection, Inspection.Status.REPORTING, by=leader, left_on=today())
        seen = Finding.objects.select_related("inspection").get(pk=finding.pk)
        move(finding.inspection, Inspection.Status.FED_BACK, by=leader, fed_back_on=today())
        with pytest.raises(Refused):
            services.submit_finding(finding, by=leader)
        with pytest.raises(Conflict):
            services.submit_finding(seen, by=leader)
        assert "submit" not in [step.name for step in steps_for(finding, leader)]
        assert not awaiting(Finding, leader).exists()

    def test_the_office_returns_it_with_a_reason(self, finding, leader, office):
        services.submit_finding(finding, by=leader)
        services.return_finding(finding, by=office, reason="责任指向不明")
        assert (finding.status, finding.submitted_on) == (Status.DRAFT, None)
        assert Notice.objects.filter(recipient=leader, url=finding.get_absolute_url()).count() == 1

    def test_not_where_no_leader_is_left_to_submit_it_again(self, finding, leader, office):
        services.submit_finding(finding, by=leader)
        Team.objects.update(dissolved_on=today())
        with pytest.raises(IllegalStep) as refusal:
            services.return_finding(finding, by=office, reason="责任指向不明")
        (step,) = [step for step in steps_for(finding, office) if step.name == "return"]
        assert step.blocked == str(refusal.value) != ""
        assert Finding.objects.get().status == Status.SUBMITTED

    def test_never_without(self, finding, leader, office):
        services.submit_finding(finding, by=leader)
        with pytest.raises(ValidationError):
            services.return_finding(finding, by=office, reason="")

    @pytest.mark.parametrize("who", ["leader", "leadinggroup", "secretary", "handler_only"])
    def test_nobody_else_returns(self, finding, leader, request, who, handler_only):
        services.submit_finding(finding, by=leader)
        with pytest.raises(Refused):
            services.return_finding(finding, by=request.getfixturevalue(who), reason="责任指向不明")


class TestIssuing:
    def test_on_the_day_of_the_hand_over(self, finding, leader, office):
        services.submit_finding(finding, by=leader)
        services.issue_findings([finding], by=office, on=today() - timedelta(days=1))
        assert (finding.status, finding.issued_on) == (Status.ISSUED, today() - timedelta(days=1))
        assert list(Finding.objects.issued(today())) == [finding]
        assert not Finding.objects.issued(today() - timedelta(days=2)).exists()

    def test_a_draft_is_not_issued(self, finding, office):
        with pytest.raises(IllegalStep):
            services.issue_findings([finding], by=office)

    def test_not_on_a_day_to_come(self, finding, leader, office):
        services.submit_finding(finding, by=leader)
        with pytest.raises(ValidationError):
            services.issue_findings([finding], by=office, on=today() + timedelta(days=1))

    @pytest.mark.parametrize("who", ["leader", "secretary", "leadinggroup"])
    def test_only_by_the_office(self, finding, leader, request, who):
        services.submit_finding(finding, by=leader)
        with pytest.raises(Refused):
            services.issue_findings([finding], by=request.getfixturevalue(who))


class TestTheDoor:
    @pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED])
    def test_what_is_not_issued_is_inside_only(self, inspection, request, status):
        FindingFactory(inspection=inspection, status=status)
        cast = ["leader", "member", "office", "leadinggroup", "secretary", "liaison", "division", "stranger_leader"]
        seen = [who for who in cast if Finding.objects.visible_to(request.getfixturevalue(who)).exists()]
        assert seen == ["leader", "member", "office", "leadinggroup"]

    def test_what_is_issued_is_seen_by_its_organization_too(self, inspection, request):
        FindingFactory(inspection=inspection, status=Status.ISSUED, issued_on=date(2026, 6, 1))
        cast = ["member", "office", "secretary", "liaison", "division"]
        strangers = ["stranger_leader", "other_secretary", "discipline", "cooperating", "sysadmin", "auditor"]
        seen = [who for who in cast + strangers if Finding.objects.visible_to(request.getfixturevalue(who)).exists()]
        assert seen == cast


class TestTaxonomy:
    def test_each_period_has_its_scheme(self, db):
        names = [CategoryScheme.objects.in_force(date(year, 6, 1)).name for year in (2016, 2019, 2026)]
        assert names == ["六围绕一加强", "三个聚焦", "四个落实"]
        assert CategoryScheme.objects.in_force(date(2014, 12, 31)) is None

    def test_loading_again_changes_nothing(self, db):
        scheme = CategoryScheme.objects.get(name="四个落实")
        scheme.categories.filter(title="政治学习").update(title="理论学习")
        assert load_schemes() == 0
        assert scheme.categories.filter(title="理论学习").exists()

    def test_titles_are_unique_in_a_scheme(self):
        for groups in SCHEMES.values():
            titles = [title for titles in groups.values() for title in titles]
            assert len(titles) == len(set(titles))


def test_a_finding_of_another_inspection_is_unseen(finding, stranger_leader):
    other = FindingFactory(inspection=InspectionFactory(team=stranger_leader.person.postings.get().team))
    assert list(Finding.objects.visible_to(fresh(stranger_leader))) == [other]


def test_ledgers_tell_the_same_kinds_of_deadline_as_findings_have():
    assert {kind.value for kind in dates.DeadlineKind} == set(DeadlineKind.values)
