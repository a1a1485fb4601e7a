"""What is owed by somebody whom no reminder reaches is told to the office, on one list."""

from datetime import date

import pytest

from core.access.roles import Role
from core.models import Notice
from findings.duties import ANSWER_TRANSFER
from personnel.reminders.seats import nobody_to_remind, tell_of_unreminded, unreminded_for
from personnel.reminders.tasks import remind
from personnel.reminders.worklist import unreminded
from rectification import duties
from rounds.duties import ENTER_ORGANIZATION
from rounds.models import Obligation
from tests.factories import (
    BodyFactory,
    ObligationFactory,
    OrganizationFactory,
    PersonFactory,
    RecusalFactory,
    UserFactory,
)


def of_nobody():
    return list(nobody_to_remind(Obligation.objects.all()))


class TestWhoIsNobody:
    def test_an_organization_without_an_account(self, item):
        owed = ObligationFactory(item=item)
        assert of_nobody() == [owed]

    @pytest.mark.parametrize("who", ["liaison", "secretary"])
    def test_not_one_with_a_liaison_or_a_secretary(self, item, who, request):
        request.getfixturevalue(who)
        ObligationFactory(item=item)
        assert of_nobody() == []

    @pytest.mark.usefixtures("division", "office")
    def test_a_division_leader_or_the_office_does_not_stand_for_it(self, item):
        owed = ObligationFactory(item=item)
        assert of_nobody() == [owed]

    def test_an_account_that_is_shut_stands_for_nobody(self, item, liaison):
        liaison.is_active = False
        liaison.save()
        owed = ObligationFactory(item=item)
        assert of_nobody() == [owed]

    def test_a_body_whose_only_account_must_stand_aside(self, item, discipline, inspection):
        owed = ObligationFactory(item=item, node=ANSWER_TRANSFER, organization=None, body=discipline.body)
        assert of_nobody() == []
        discipline.person = RecusalFactory(organization=inspection.organization, person=PersonFactory()).person
        discipline.save()
        assert of_nobody() == [owed]

    def test_a_body_without_an_account(self, item):
        owed = ObligationFactory(item=item, node=ANSWER_TRANSFER, organization=None, body=BodyFactory())
        assert of_nobody() == [owed]

    def test_a_team_without_a_leader(self, item, leader, other_inspection):
        mine = {"node": ENTER_ORGANIZATION, "organization": None}
        ObligationFactory(item=item, **mine)
        lost = ObligationFactory(inspection=other_inspection, **mine)
        assert of_nobody() == [lost]

    def test_the_office_while_there_is_nobody_of_it(self, item, request):
        owed = ObligationFactory(item=item, node=duties.DECIDE_CLOSE_OUT, organization=None)
        assert of_nobody() == [owed]
        request.getfixturevalue("office")
        assert of_nobody() == []

    def test_what_is_settled_needs_nobody(self, item):
        ObligationFactory(item=item, met_on=date(2026, 10, 1))
        assert of_nobody() == []


class TestTheOffice:
    @pytest.fixture
    def lost(self, item):
        """Two of nobody, one of an organization with a liaison."""
        spoken_for = UserFactory(organization=OrganizationFactory(), roles=[Role.LIAISON])
        ObligationFactory(organization=spoken_for.organization)
        return [ObligationFactory(organization=OrganizationFactory()), ObligationFactory(item=item)]

    def test_has_one_line_with_the_number_and_the_list_behind_it(self, lost, office, browse):
        (line,) = unreminded(office)
        assert "2" in line.title
        page = browse(office).get(line.url)
        assert len(page.context["table"].rows) == 2

    def test_the_filter_has_its_other_side(self, lost, office, browse):
        page = browse(office).get("/obligations/", {"unreminded": "false"})
        assert len(page.context["table"].rows) == 1

    @pytest.mark.usefixtures("lost")
    @pytest.mark.parametrize("who", ["leadinggroup", "secretary", "leader", "discipline", "sysadmin"])
    def test_nobody_else_has(self, who, request):
        assert list(unreminded(request.getfixturevalue(who))) == []

    def test_nothing_lost_is_no_line(self, office):
        assert list(unreminded(office)) == []

    @pytest.mark.usefixtures("lost")
    def test_is_told_once_a_week(self, office, clock):
        tell_of_unreminded()
        remind()
        told = Notice.objects.filter(recipient=office, kind="deadlines.unreminded")
        assert [notice.url for notice in told] == ["/obligations/?unreminded=true"]
        clock.set("2026-11-30 10:00")
        remind()
        assert told.all().count() == 2

    @pytest.mark.usefixtures("lost")
    def test_one_who_must_stand_aside_counts_only_what_they_see(self, item, inspection):
        person = RecusalFactory(organization=inspection.organization, person=PersonFactory()).person
        recused = UserFactory(person=person, roles=[Role.OFFICE])
        assert unreminded_for(recused).count() == 1

    @pytest.mark.usefixtures("lost")
    def test_what_concerns_a_lead_is_not_counted_for_who_may_not_know(self, item, office):
        ObligationFactory(item=item, node=ANSWER_TRANSFER, organization=None, body=BodyFactory())
        assert unreminded_for(office).count() == 2
