"""A refusal names what it is about: it is read on another page, after an import, or in an answer of the API."""

import pytest

from core.workdays.reckoning import today
from core.workflow.moves import IllegalStep
from findings.papers.conditions import why_not_submit
from findings.papers.services import write_paper
from personnel.postings.services import post_person, release_person
from rounds.inspections.services import assign_organization, unassign_organization
from rounds.models import Round
from rounds.planning.services import delete_round, update_round
from rounds.teams.services import form_team
from tests.factories import OrganizationFactory, PersonFactory, RecusalFactory, put
from tests.findings.conftest import PAPER


def refusal(step, *args, **kwargs):
    with pytest.raises(IllegalStep) as refused:
        step(*args, **kwargs)
    return str(refused.value)


def test_a_plan_that_can_no_longer_be_changed(office, round_, team, inspection, member):
    posting = {"person": PersonFactory(), "role": "member", "on": today()}
    steps = [
        lambda: refusal(form_team, round_, by=office, number=9, formed_on=today()),
        lambda: refusal(assign_organization, team, by=office, organization=OrganizationFactory(), kind="regular"),
        lambda: refusal(unassign_organization, inspection, by=office),
        lambda: refusal(post_person, team, by=office, **posting),
        lambda: refusal(update_round, round_, by=office, theme="改"),
        lambda: refusal(delete_round, round_, by=office),
    ]
    for status in (Round.Status.SUBMITTED, Round.Status.ON_SITE):
        put(Round.objects.filter(pk=round_.pk), status)
        for row in (round_, team, inspection):
            row.refresh_from_db()
        assert all(str(round_) in step() for step in steps)


def test_a_person_released_before(office, member):
    posting = release_person(member.person.postings.get(), by=office, on=today())
    assert member.person.name in refusal(release_person, posting, by=office, on=today())


def test_a_handler_who_may_not_sign(office, member, deputy, inspection):
    colleague = deputy.person
    paper = write_paper(inspection, by=member, handlers=[member.person, colleague], **PAPER)
    RecusalFactory(person=colleague, organization=inspection.organization)
    release_person(member.person.postings.get(), by=office, on=today())
    told = why_not_submit(paper)
    assert f"{colleague}须回避{inspection.organization}" in told
    assert f"{member.person}已不在本组" in told
