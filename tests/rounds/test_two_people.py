"""A plan is approved by somebody else than who wrote it, whatever seats they hold."""

import pytest
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import Role
from core.workflow.steps import steps_for
from personnel.models import RoleGrant, User
from personnel.postings.services import post_person
from rounds.inspections.services import assign_organization
from rounds.models import InspectionKind, Round
from rounds.planning.services import approve_round, create_round, return_round_plan, update_round
from rounds.teams.services import form_team
from tests.factories import PersonFactory, UserFactory
from tests.rounds.planning.test_steps_of_a_round import PLAN
from tests.rounds.plans import submitted

DAY = "2026-08-20"


@pytest.fixture(autouse=True)
def _later(clock):
    clock.set("2026-11-23 10:00")


@pytest.fixture
def both(office):
    """Of the office and of the leading group."""
    RoleGrant.objects.create(user=office, role=Role.LEADING_GROUP, granted_on="2026-01-01")
    return User.objects.get(pk=office.pk)


def round_clerk():
    return UserFactory(roles=[Role.OFFICE])


def test_who_created_a_round_does_not_approve_it(browse, both):
    round = submitted(create_round(by=both, **PLAN), round_clerk())
    browse(both).post(reverse("rounds:round_approve", args=[round.pk]), {"on": DAY, "approved_on": DAY})
    assert Round.objects.get().status == Round.Status.SUBMITTED
    assert all(step.blocked for step in steps_for(round, both) if step.name == "approve")


def test_nor_who_changed_its_plan(both):
    round = create_round(by=UserFactory(roles=[Role.OFFICE]), **PLAN)
    update_round(round, by=both, theme="专项巡察")
    submitted(round, round_clerk())
    with pytest.raises(Refused):
        approve_round(round, by=both, on=PLAN["starts_on"])


@pytest.mark.parametrize("act", ["form", "assign"])
def test_nor_who_formed_its_teams_or_sent_them_somewhere(both, organization, act):
    colleague = UserFactory(roles=[Role.OFFICE])
    round = create_round(by=colleague, **PLAN)
    team = form_team(round, by=both if act == "form" else colleague, number=1, formed_on=PLAN["starts_on"])
    by = both if act == "assign" else colleague
    assign_organization(team, by=by, organization=organization, kind=InspectionKind.ROUTINE)
    submitted(round, colleague)
    with pytest.raises(Refused):
        approve_round(round, by=both, on=PLAN["starts_on"])


def test_nor_who_posted_its_people_or_submitted_it(both):
    colleague = round_clerk()
    for act in ("post", "submit"):
        round = create_round(by=colleague, **PLAN | {"number": 20 + len(act), "theme": act})
        team = form_team(round, by=colleague, number=1, formed_on=PLAN["starts_on"])
        by = both if act == "post" else colleague
        post_person(team, by=by, person=PersonFactory(), role="leader", on=PLAN["starts_on"])
        submitted(round, both if act == "submit" else colleague)
        with pytest.raises(Refused):
            approve_round(round, by=both, on=PLAN["starts_on"])


def test_who_returned_a_plan_may_approve_the_changed_one(office, leadinggroup):
    round = submitted(create_round(by=office, **PLAN), office)
    approve_round(round, by=leadinggroup, on=PLAN["starts_on"])
    return_round_plan(round, by=leadinggroup, reason="补充单位")
    update_round(round, by=office, theme="专项巡察")
    submitted(round, office)
    assert approve_round(round, by=leadinggroup, on=PLAN["starts_on"]).status == Round.Status.APPROVED
