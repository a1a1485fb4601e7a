"""Facts are corrected, dated back, taken back, renamed and merged: each figure tells them, and no other one moves."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from core.access.roles import Role
from core.registers.register import register_of, steps_of
from core.registers.services import correct
from core.reports.figures import figures
from core.workdays.reckoning import today
from findings.exchange.services import correct_outcome
from findings.findings.services import issue_findings
from findings.leads.services import transfer_lead
from findings.models import CooperationInput, Finding, Lead, Outcome
from personnel.models import MakeUpOrder, Pool, Replacement, RoleGrant, Secondment, Standing, User
from personnel.people.services import join_pool, leave_pool, update_person
from rectification.models import LADDER, Accountability, Letter, OrganizationRule, ReturnedFunds, SelfCheck
from rounds.inspections.services import enter_organization
from rounds.models import AdoptedRule, Body, Inspection, Instruction, Meeting, Organization, Round
from rounds.organizations.services import end_organization, update_organization
from rounds.planning.services import end_field_stage
from rounds.teams.services import form_team
from tests.config.demo.recount import RECOUNTS, Rows
from tests.factories import (
    BodyFactory,
    FindingFactory,
    InspectionFactory,
    LeadFactory,
    OrganizationFactory,
    PersonFactory,
    RoundFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db

FIRST, COUNTED_ON = date(2015, 6, 30), date(2022, 10, 15)
DAY, ONE = date(2026, 11, 2), timedelta(days=1)

ENTERED = {
    "standing_committee_meetings": (Meeting, "held_on", {"kind": "standing_committee"}),
    "standing_committee_rules": (AdoptedRule, "in_force_on", {"body": "standing_committee"}),
    "secretary_special_meetings": (Meeting, "held_on", {"kind": "secretary"}),
    "secretary_instructions": (Instruction, "given_on", {"giver": "secretary", "is_on_lead": False}),
    "leading_group_rules": (AdoptedRule, "in_force_on", {"body": "leading_group"}),
    "office_rules": (AdoptedRule, "in_force_on", {"body": "office"}),
    "cooperation_notices": (CooperationInput, "received_on", {"kind": "notice"}),
    "cooperation_problems": (CooperationInput, "received_on", {"kind": "problem"}),
    "secretaries_admonished": (Accountability, "taken_on", {"kind": "secretary_admonished"}),
    "discipline_heads_admonished": (Accountability, "taken_on", {"kind": "discipline_head_admonished"}),
    "units_criticized": (Accountability, "taken_on", {"kind": "unit_criticized"}),
    "rules_new": (OrganizationRule, "made_on", {"kind": "new"}),
    "rules_revised": (OrganizationRule, "made_on", {"kind": "revised"}),
    "suggestion_letters": (Letter, "issued_on", {"kind": "suggestion"}),
    **{f"letters_of_{kind}": (Letter, "issued_on", {"kind": kind}) for kind in LADDER},
    "secondments": (Secondment, "started_on", {}),
    "teams_ordered_to_redo": (MakeUpOrder, "ordered_on", {}),
    "members_replaced": (Replacement, "replaced_on", {}),
    "cadres_commended": (Standing, "decided_on", {"kind": "commended"}),
    "cadres_promoted": (Standing, "decided_on", {"kind": "promoted"}),
}
"""Figures that count the entries of a register: which, and by which day."""
RELEASED_THEN = {"members_replaced"}
"""The day of these is told by another row, and corrected there."""
RECEIPTED = {"suggestion_letters", *(f"letters_of_{kind}" for kind in LADDER)}
"""What was receipted reads for ever as it was receipted; one in error is made void."""


@pytest.fixture
def office(account):
    """Who keeps every register, and handles leads."""
    RoleGrant.objects.create(user=account("office"), role=Role.LEAD_HANDLER, granted_on=FIRST)
    return User.objects.get(username="office")


def told(days):
    return {day: {key: figures[key].compute(day, None, None) for key in RECOUNTS} for day in days}


@contextmanager
def moving(expected):
    """What each figure of these days gains by what happens within; the others stay, and all are as recounted."""
    before = told(expected)
    yield
    after, rows = told(expected), Rows()
    moved = {
        day: {key: now - before[day][key] for key, now in values.items() if now != before[day][key]}
        for day, values in after.items()
    }
    assert moved == expected
    assert after == {day: {key: recount(rows, day) for key, recount in RECOUNTS.items()} for day in expected}


def entry_of(key):
    """An entry that this figure counts alone: without it, it counts one less."""
    model, day, facts = ENTERED[key]
    for entry in model.objects.standing().filter(**facts, **{f"{day}__lte": COUNTED_ON}).order_by(f"-{day}"):
        rows, recount, on = Rows(), RECOUNTS[key], getattr(entry, day)
        if recount(rows.without(entry), on) == recount(rows, on) - 1:
            return entry, on
    raise AssertionError(f"{key} counts no entry alone")


def void(entry, by):
    steps_of(register_of(entry))[-1].service(entry, by=by, reason="重复登记")


@pytest.mark.parametrize("key", ENTERED)
def test_an_entry_that_is_void_counts_on_no_day(office, key):
    entry, on = entry_of(key)
    with moving({on - ONE: {}, on: {key: -1}, COUNTED_ON: {key: -1}, today(): {key: -1}}):
        void(entry, office)


@pytest.mark.parametrize("key", sorted(ENTERED.keys() - RELEASED_THEN - RECEIPTED))
def test_an_entry_that_is_dated_back_counts_from_its_new_day(office, key):
    entry, on = entry_of(key)
    with moving({on - 2 * ONE: {}, on - ONE: {key: 1}, on: {}, today(): {}}):
        reason = {"why": "日期录入有误"} if register_of(entry).corrects_anew else {}
        correct(entry, by=office, **{ENTERED[key][1]: on - ONE}, **reason)


def test_a_correction_of_rules_and_funds_moves_the_days_of_both(office):
    rule, on = entry_of("rules_new")
    with moving(
        {on - ONE: {}, on: {"rules_new": -1, "rules_revised": 1}, today(): {"rules_new": -1, "rules_revised": 1}}
    ):
        correct(rule, by=office, kind="revised", why="系修订原有制度")
    funds = ReturnedFunds.objects.standing().filter(returned_on__lte=COUNTED_ON).first()
    on, key, amount = funds.returned_on, "funds_returned", int(funds.amount)
    with moving({on - 2 * ONE: {}, on - ONE: {key: amount + 500}, on: {key: 500}, today(): {key: 500}}):
        right = correct(funds, by=office, amount=amount + 500, returned_on=on - ONE, why="按缴款书核对更正")
    with moving({on - 2 * ONE: {}, on - ONE: {key: -amount - 500}, COUNTED_ON: {key: -amount - 500}}):
        void(right, office)


def test_reports_of_self_checks_add_up_anew(office):
    check = SelfCheck.objects.standing().filter(reported_on__lte=COUNTED_ON, problems_rectified__gt=3).first()
    on, both = check.reported_on, ("self_check_problems_rectified", "self_check_funds_returned")
    with moving({on - ONE: {}, on: {both[0]: -1, both[1]: 500}, today(): {both[0]: -1, both[1]: 500}}):
        funds = check.funds_returned + 500
        correct(check, by=office, problems_rectified=check.problems_rectified - 1, funds_returned=funds)
    gone = dict(zip(both, (-check.problems_rectified, -int(check.funds_returned)), strict=True))
    with moving({on - ONE: {}, on: gone, COUNTED_ON: gone}):
        void(check, office)


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("cases_filed", "case_filed"),
        ("persons_disciplined", "disciplined"),
        ("persons_admonished", "admonished"),
        ("persons_to_judiciary", "to_judiciary"),
        ("persons_criticized", "criticized"),
    ],
)
def test_a_corrected_outcome_counts_as_it_is_right(account, key, kind):
    body = account("discipline")
    outcome = Outcome.objects.once().correctable_by(body).filter(kind=kind, decided_on__lte=COUNTED_ON).first()
    on, count = outcome.decided_on, outcome.count
    facts = {"why": "核实后更正", "decided_on": on + ONE, "person": outcome.person}
    with moving({on - ONE: {}, on: {key: -count}, on + ONE: {key: -count}, today(): {key: -count}}):
        correct_outcome(outcome.transfer, by=body, corrects=outcome, kind="unfounded", **facts)


def test_a_team_counts_from_the_day_it_was_formed(office):
    plan = RoundFactory(status=Round.Status.PREPARING, starts_on=today() + ONE, field_ends_on=today() + 60 * ONE)
    with moving({DAY - ONE: {}, DAY: {"teams_formed": 1}, today(): {"teams_formed": 1}}):
        form_team(plan, by=office, number=1, formed_on=DAY)


@pytest.mark.parametrize(
    ("level", "facts", "gains"),
    [
        ("city", {}, {"organizations_inspected"}),
        ("city", {"kind": "look_back"}, {"organizations_inspected", "look_back_organizations"}),
        ("township", {"kind": "cross", "mode": "mixed"}, {"organizations_inspected", "elevated_townships"}),
        ("county", {"kind": "cross", "mode": "whole_team"}, {"organizations_inspected", "elevated_county_units"}),
    ],
)
def test_an_organization_counts_once_from_its_first_entry(account, office, level, facts, gains):
    organization = OrganizationFactory(level=level, district="柳河县")
    first, second = (
        InspectionFactory(
            team=TeamFactory(round__started_on=DAY - 5 * ONE, formed_on=DAY - 9 * ONE),
            organization=organization,
            status=Inspection.Status.PLANNED,
            entered_on=None,
            **facts,
        )
        for _round in range(2)
    )
    gained = dict.fromkeys(gains, 1)
    with moving({DAY - ONE: {}, DAY: gained, today(): gained}):
        enter_organization(first, by=office, on=DAY)
    with moving({DAY - ONE: gained, DAY: {}, today(): {}}):
        enter_organization(second, by=office, on=DAY - ONE)


def test_a_round_counts_once_its_field_stage_has_ended(office):
    round = RoundFactory(started_on=DAY - 60 * ONE, starts_on=DAY - 60 * ONE, field_ends_on=DAY)
    with moving({DAY - ONE: {}, DAY: {"rounds_completed": 1}, today(): {"rounds_completed": 1}}):
        end_field_stage(round, by=office, on=DAY)


def test_findings_count_from_their_issue_and_leads_from_their_referral(account, office):
    inspection = Inspection.objects.filter(entered_on__lte=COUNTED_ON).last()
    found = FindingFactory(inspection=inspection, status=Finding.Status.SUBMITTED, number="WT99-0001")
    with moving({DAY - ONE: {}, DAY: {"findings_for_rectification": 1}}):
        issue_findings([found], by=office, on=DAY)
    lead = LeadFactory(inspection=inspection, status=Lead.Status.APPROVED, number="XS99-001", decided_on=DAY - ONE)
    with moving({DAY - ONE: {}, DAY: {"leads_referred": 1}, today(): {"leads_referred": 1}}):
        transfer_lead(lead, by=office, bodies=[BodyFactory(kind=Body.Kind.DISCIPLINE)], on=DAY)


@pytest.mark.parametrize("pool", Pool)
def test_a_pool_has_who_has_joined_and_not_left(office, pool):
    key, person = f"pool_{pool.value}", PersonFactory()
    with moving({DAY - 9 * ONE: {}, DAY - 8 * ONE: {key: 1}, DAY: {key: 1}}):
        membership = join_pool(person, by=office, pool=pool, on=DAY - 8 * ONE)
    with moving({DAY - 8 * ONE: {}, DAY - ONE: {}, DAY: {key: -1}, today(): {key: -1}}):
        leave_pool(membership, by=office, on=DAY)


def test_no_figure_hangs_on_a_name_or_on_what_is_merged_later(office):
    inspected = Organization.objects.inspected(COUNTED_ON)
    first, second = inspected.exclude(inspections__status__in=Inspection.NOT_LEFT)[:2]
    person = Standing.objects.filter(kind="commended").first().person
    with moving({FIRST: {}, COUNTED_ON: {}, today(): {}}):
        update_organization(first, by=office, name="改名后的党组织")
        update_person(person, by=office, name="改名后的干部", employer=person.employer, phone=person.phone)
        end_organization(first, by=office, ending="merged", on=today(), reason="机构改革", successor=second)
