"""The figures of rounds and pools, as of a day and within a period, and the overview of the monthly workbook."""

from datetime import date, timedelta

import pytest

from core.reports.figures import figures
from core.reports.period import Period, month_of
from core.reports.sheets import sheets
from core.workdays.reckoning import today
from personnel.models import User
from rounds.models import Inspection, InspectionKind, Round
from rounds.planning import services
from tests.factories import (
    InspectionFactory,
    OrganizationFactory,
    PoolMembershipFactory,
    RecusalFactory,
    RoundFactory,
    TeamFactory,
)
from tests.rounds.plans import submitted

DAY = date(2022, 10, 15)


@pytest.fixture
def history(db):
    """Two rounds: one ended before the day, with an organization that was looked back at; one after it."""
    organization = OrganizationFactory(name="市水利局党组")
    first = RoundFactory(
        number=1,
        approved_on=date(2021, 12, 20),
        starts_on=date(2022, 1, 4),
        field_ends_on=date(2022, 3, 31),
        field_ended_on=date(2022, 3, 31),
        status=Round.Status.RECTIFYING,
    )
    entered = {"entered_on": date(2022, 1, 5), "status": Inspection.Status.REPORTING}
    team = TeamFactory(round=first, formed_on=date(2022, 1, 4))
    InspectionFactory(team=team, organization=organization, **entered)
    again = TeamFactory(round=first, formed_on=DAY)
    InspectionFactory(
        team=again,
        organization=organization,
        kind=InspectionKind.LOOK_BACK,
        entered_on=DAY,
        status=Inspection.Status.ON_SITE,
    )
    later = RoundFactory(number=2, starts_on=date(2022, 11, 1), field_ends_on=date(2022, 12, 1))
    InspectionFactory(team=TeamFactory(round=later, formed_on=date(2022, 11, 1)), entered_on=date(2022, 11, 2))
    return organization


def value(key, as_of=DAY, period=None, user=None):
    return figures[key].compute(as_of, period, user)


def test_figures_count_up_to_the_day(history):
    keys = ("teams_formed", "rounds_completed", "organizations_inspected", "look_back_organizations")
    assert [value(key) for key in keys] == [2, 1, 1, 1]
    assert [value(key, date(2022, 10, 14)) for key in keys] == [1, 1, 1, 0]
    assert [value(key, date(2022, 12, 31)) for key in keys] == [3, 1, 2, 1]
    assert [value(key, date(2021, 12, 31)) for key in keys] == [0, 0, 0, 0]


def test_figures_of_a_period_count_what_became_true_in_it(history):
    march = month_of(date(2022, 3, 1))
    assert value("rounds_completed", march.end, march) == 1
    assert value("teams_formed", march.end, march) == 0
    january = month_of(date(2022, 1, 1))
    assert value("organizations_inspected", january.end, january) == 1


def test_an_organization_inspected_again_is_entered_in_the_month_and_not_new(history):
    october = month_of(DAY)
    assert value("inspections_entered", DAY, october) == 1
    assert value("organizations_inspected", DAY, october) == 0
    assert value("look_back_organizations", DAY, october) == 1


def test_figures_count_only_what_the_reader_sees(history, leader, office):
    everything = value("organizations_inspected", date(2026, 11, 23), user=office)
    assert everything == value("organizations_inspected", date(2026, 11, 23))
    assert value("organizations_inspected", date(2026, 11, 23), user=leader) == 1


def test_pools_count_active_members(db):
    PoolMembershipFactory(pool="leaders", joined_on=date(2020, 1, 1))
    PoolMembershipFactory(pool="leaders", joined_on=date(2020, 1, 1), left_on=DAY)
    PoolMembershipFactory(pool="cadres", joined_on=date(2022, 10, 16))
    assert [value(f"pool_{pool}") for pool in ("leaders", "cadres", "specialists")] == [1, 0, 0]


def test_every_figure_opens_the_list_it_counts(history, browse, office):
    keys = ("teams_formed", "rounds_completed", "organizations_inspected", "inspections_entered", "pool_cadres")
    for key in keys:
        page = browse(office).get(figures[key].link(DAY))
        assert page.context["table"].paginator.count == value(key, user=office), key


def test_the_overview_tells_each_round_as_it_stood_at_the_end_of_the_month(history, office):
    rows = list(sheets["rounds_overview"].rows(month_of(date(2022, 2, 1)), office))
    assert [row[0] for row in rows] == ["第一轮"]
    assert rows[0][4:7] == (1, 1, 0)
    assert rows[0][8] is None
    assert rows[0][9] == Round.Status.ON_SITE.label
    later = list(sheets["rounds_overview"].rows(month_of(date(2022, 11, 1)), office))
    assert [row[0] for row in later] == ["第二轮", "第一轮"]
    assert later[1][4:7] == (2, 2, 1)
    assert all(len(row) == len(sheets["rounds_overview"].columns) for row in later)


def states_at_the_end_of(month):
    return [row[9] for row in sheets["rounds_overview"].rows(month, None)]


def test_a_plan_returned_since_was_approved_all_the_same(office, leadinggroup, django_assert_num_queries):
    """The day of a return is the day it was entered, by the clock of the trail."""
    returned_on = today()
    approved_on = returned_on - timedelta(days=40)
    before = Period(approved_on - timedelta(days=30), approved_on - timedelta(days=1))
    between = Period(approved_on, returned_on - timedelta(days=1))
    since = Period(returned_on, returned_on)
    early = {"starts_on": date(2020, 1, 2), "field_ends_on": date(2030, 1, 2)}
    round = RoundFactory(status=Round.Status.PREPARING, approved_on=None, **early)
    services.approve_round(submitted(round, office), by=leadinggroup, on=approved_on)
    assert states_at_the_end_of(since) == [Round.Status.APPROVED.label]
    services.return_round_plan(round, by=leadinggroup, reason="请补充两家单位")
    states = [Round.Status.PREPARING.label, Round.Status.APPROVED.label, Round.Status.PREPARING.label]
    assert [*states_at_the_end_of(before), *states_at_the_end_of(between), *states_at_the_end_of(since)] == states
    services.update_round(round, by=office, theme="补充")
    services.approve_round(services.submit_round(round, by=office), by=leadinggroup, on=returned_on)
    states[2] = Round.Status.APPROVED.label
    assert [*states_at_the_end_of(before), *states_at_the_end_of(between), *states_at_the_end_of(since)] == states
    RoundFactory.create_batch(3, status=Round.Status.PREPARING, approved_on=None, **early)
    with django_assert_num_queries(2):
        states_at_the_end_of(between)


def test_the_overview_adds_up_to_the_figures_of_the_same_name(history):
    """A team is formed before its round starts."""
    TeamFactory(round=RoundFactory(number=3, starts_on=date(2023, 1, 9)), formed_on=date(2022, 12, 20))
    for month in (date(2022, 2, 1), date(2022, 11, 1), date(2022, 12, 1)):
        period = month_of(month)
        rows = list(sheets["rounds_overview"].rows(period, None))
        sums = [sum(row[column] for row in rows) for column in (4, 5)]
        assert sums == [value(key, period.end) for key in ("teams_formed", "inspections_entered")]


def test_the_overview_counts_nothing_its_reader_must_stand_aside_from(history, office):
    User.objects.filter(pk=office.pk).update(person=RecusalFactory(organization=history).person)
    rows = list(sheets["rounds_overview"].rows(month_of(date(2022, 11, 1)), User.objects.get(pk=office.pk)))
    assert rows[1][4:7] == (2, 0, 0)
