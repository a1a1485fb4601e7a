"""The demo: counting its rows gives the figures of docs/domain.md; its live rounds show every state."""

import csv
import json
import stat
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F, Sum
from django.urls import reverse

from core.models import Attachment, DemoMark, Notice
from core.reports.figures import figures
from core.reports.monthly import reported
from core.reports.period import month_of
from core.reports.sheets import sheets
from core.workdays.reckoning import today
from findings.models import Finding, Lead, PortfolioNotice, Transfer, WorkingPaper
from personnel.models import Pool, PoolMembership, Posting
from personnel.people.ties import ties_between
from personnel.reminders.sweep import sweep
from rectification import duties
from rectification.models import CheckResult, HandOver, Item, OrganizationRule, Progress, Receipt, ReturnedFunds
from rounds.models import FormerName, Inspection, Obligation, Organization, Round, SecretaryTerm, Team
from tests.factories import OrganizationFactory

COUNTED_ON = date(2022, 10, 15)
PUBLISHED = {
    "teams_formed": 161,
    "rounds_completed": 17,
    "organizations_inspected": 414,
    "findings_for_rectification": 5420,
    "leads_referred": 1692,
    "look_back_organizations": 149,
    "standing_committee_meetings": 44,
    "standing_committee_rules": 8,
    "secretary_special_meetings": 17,
    "secretary_instructions": 23,
    "leading_group_rules": 18,
    "office_rules": 25,
    "cooperation_notices": 357,
    "cooperation_problems": 846,
    "self_check_problems_rectified": 9696,
    "self_check_funds_returned": 4010000,
    "suggestion_letters": 28,
    "secretaries_admonished": 12,
    "discipline_heads_admonished": 13,
    "units_criticized": 11,
    "rules_new": 776,
    "rules_revised": 1213,
    "funds_returned": 5820000,
    "cases_filed": 132,
    "persons_disciplined": 130,
    "persons_admonished": 84,
    "persons_to_judiciary": 4,
    "persons_criticized": 814,
    "elevated_townships": 78,
    "elevated_county_units": 11,
    "pool_leaders": 199,
    "pool_cadres": 765,
    "pool_specialists": 238,
}
OF_REGISTERS = {
    "secondments": 44,
    "teams_ordered_to_redo": 2,
    "members_replaced": 4,
    "cadres_commended": 34,
    "cadres_promoted": 28,
}
"""Published figures of what was entered into registers."""
NOT_LISTED: dict[str, str] = {}


def test_the_inboxes_hold_what_is_due_and_the_next_sweep_finds_nothing(account):
    told = Notice.objects.filter(recipient=account("liaison"), kind="reminder").values_list("subject", flat=True)
    assert {subject.split("：")[0][-2:] for subject in told} == {"到期"}
    assert any(subject.startswith("已逾期") for subject in told)
    assert sweep().written == 0


def test_the_published_figures_come_out_by_counting(demo):
    look_backs = Inspection.objects.look_backs().filter(entered_on__lte=COUNTED_ON)
    across = Inspection.objects.across_counties().entered(COUNTED_ON)
    members = PoolMembership.objects.active(COUNTED_ON)
    counted = {
        "teams_formed": Team.objects.formed(COUNTED_ON).count(),
        "rounds_completed": Round.objects.completed(COUNTED_ON).count(),
        "organizations_inspected": Organization.objects.inspected(COUNTED_ON).count(),
        "findings_for_rectification": Finding.objects.issued(COUNTED_ON).count(),
        "leads_referred": Lead.objects.referred(COUNTED_ON).count(),
        "look_back_organizations": look_backs.values("organization").distinct().count(),
        "elevated_townships": across.filter(organization__level="township").values("organization").distinct().count(),
        "elevated_county_units": across.filter(organization__level="county").values("organization").distinct().count(),
        "pool_leaders": members.filter(pool=Pool.LEADERS).count(),
        "pool_cadres": members.filter(pool=Pool.CADRES).count(),
        "pool_specialists": members.filter(pool=Pool.SPECIALISTS).count(),
    }
    assert counted == {key: PUBLISHED[key] for key in counted}


def test_every_published_figure_is_registered_and_tells_its_number(demo):
    assert {key: figures[key].compute(COUNTED_ON, None, None) for key in PUBLISHED} == PUBLISHED


@pytest.mark.parametrize("who", ["office", "leadinggroup"])
@pytest.mark.parametrize("as_of", [date(2019, 6, 30), COUNTED_ON, today()])
def test_every_figure_counts_what_its_list_shows(account, browse, who, as_of):
    reader = account(who)
    led = [figure for figure in figures if figure.key not in NOT_LISTED]
    tables = {figure.key: browse(reader).get(figure.link(as_of)).context["table"] for figure in led}
    counted = [figure for figure in led if figure.counts_rows]
    for figure in counted:
        shown = set(tables[figure.key].data.data.values_list("pk", flat=True))
        assert set(figure.compute.keys(as_of, None, reader)) == shown, figure.key
    listed = {figure.key: tables[figure.key].paginator.count for figure in counted}
    assert listed == {figure.key: figure.compute(as_of, None, reader) for figure in counted}
    assert len(listed) >= len(PUBLISHED) - 1  # leads are counted for those who may not list them


MONTHS = [date(2018, 5, 1), date(2022, 10, 1), month_of(today()).previous.start, today().replace(day=1)]
TOTALS = {
    ("rounds_overview", 4): "teams_formed",
    ("rounds_overview", 5): "inspections_entered",
    ("rectification_summary", 4): "items_fed_back",
    ("rectification_summary", 5): "items_closed_out",
    ("rectification_summary", 9): "items_overdue",
}


@pytest.mark.parametrize("month", MONTHS)
def test_what_is_new_in_a_month_is_what_each_figure_has_gained(demo, month):
    period = reported(month)
    for figure in figures:
        compute, days = figure.compute, (period.start - timedelta(days=1), period.end)
        new = compute(period.end, period, None)
        if figure.counts_rows:
            before, after = (set(compute.keys(day, None, None)) for day in days)
            assert new == len(after - before), figure.key
            assert len(after) - len(before) == new - len(before - after), figure.key
        else:
            before, after = (compute(day, None, None) for day in days)
            assert new == after - before, figure.key


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("month", MONTHS)
def test_the_totals_of_sheets_are_the_figures_of_the_same_name(demo, month, whole):
    period = reported(month)
    rows = {key: list(sheets[key].drawn(period, None, whole=whole)[0]) for key, _column in TOTALS}
    sums = {figure: sum(row[column] for row in rows[key]) for (key, column), figure in TOTALS.items()}
    assert sums == {key: figures[key].compute(period.end, None, None) for key in sums}


def test_a_figure_without_a_list_has_a_reason():
    assert {figure.key for figure in figures if figure.link is None} == set(NOT_LISTED)


def test_the_registered_figures_say_the_same(demo):
    told = StringIO()
    call_command("figures", "--as-of", COUNTED_ON.isoformat(), "--json", stdout=told)
    said = json.loads(told.getvalue())
    published = PUBLISHED | OF_REGISTERS
    assert {key: said[key] for key in published} == published


def test_every_round_was_told_to_division_leaders_and_the_latest_waits_for_a_receipt(account):
    notices = PortfolioNotice.objects.standing()
    assert set(notices.values_list("round__number", flat=True)) == set(range(1, 19))
    assert notices.filter(sent_on__lt=date(2016, 1, 1)).exists()
    [waiting] = notices.receiptable_by(account("division"))
    assert (waiting.round.number, waiting.lines.exists()) == (18, True)
    assert Obligation.objects.open().get(account=account("division")).due_on > waiting.sent_on


def test_the_page_of_the_26445_says_on_that_day_what_the_article_says(account, browse):
    page = browse(account("leadinggroup")).get(reverse("rectification:article"), {"as_of": COUNTED_ON.isoformat()})
    numbers, published = page.context["view"].numbers, PUBLISHED | OF_REGISTERS
    said = {key: number.value for key, number in numbers.items() if key in published}
    assert said == {key: published[key] for key in said}
    assert {"self_check_problems_rectified", "members_replaced", "teams_ordered_to_redo"} <= said.keys()
    assert numbers["self_check_funds_returned"].words == "401"
    assert all(number.url for number in numbers.values())


def test_reports_of_the_secretarys_organization_have_their_evidence(account):
    reports = Progress.objects.visible_to(account("liaison")).filter(reported_by__username="secretary")
    assert reports.exists()
    assert all(Attachment.objects.of(report).exists() for report in reports)


def test_the_city_has_78_townships_in_five_counties(demo):
    townships = Organization.objects.filter(level=Organization.Level.TOWNSHIP)
    assert townships.count() == 78
    assert townships.values("district").distinct().count() == 5


@pytest.mark.parametrize("model", [HandOver, Item, WorkingPaper, Finding, Lead, Transfer])
def test_every_state_is_there_to_be_looked_at(demo, model):
    by_people = set(model.Status.values) - {
        Transfer.Status.TOLD
    }  # only a ledger brings one, and the demo has read none
    assert set(model.objects.values_list("status", flat=True)) == by_people


def test_the_secretary_has_items_of_every_light(account):
    mine = Item.objects.visible_to(account("secretary"))
    days = {(item.due_on - today()).days for item in mine.open() if item.due_on}
    assert min(days) < 0 in days
    assert days & set(range(1, 11))
    assert max(days) > 20
    assert {item.status for item in mine} >= {"rectifying", "returned", "awaiting_acceptance", "closed"}


def test_nothing_that_happened_is_dated_after_today(demo):
    now = today()
    assert not Finding.objects.filter(issued_on__gt=now).exists()
    assert not Item.objects.filter(closed_on__gt=now).exists()
    assert not Receipt.objects.filter(signed_on__gt=now).exists()
    assert not Obligation.objects.filter(met_on__gt=now).exists()
    assert not Posting.objects.filter(posted_on__gt=now).exists()


def test_what_is_owed_for_items_is_what_the_services_would_have_left(demo):
    delivered = Item.objects.open().filter(hand_over__delivered_on__isnull=False)
    owed = Obligation.objects.open()
    by_item = owed.filter(node=duties.RECTIFY_ITEM).values_list("subject_id", "due_on")
    assert set(by_item) == set(delivered.filter(due_on__isnull=False).values_list("pk", "due_on"))
    focused = owed.filter(node=duties.FOCUSED_RECTIFICATION).values_list("subject_id", flat=True)
    assert set(focused) == set(delivered.filter(deadline_kind="focused").values_list("hand_over", flat=True))


def test_nothing_is_closed_out_without_a_check_that_confirms_it(demo):
    confirmed = CheckResult.objects.filter(verdict=CheckResult.Verdict.CONFIRMED, checked_on__lte=F("item__closed_on"))
    assert not Item.objects.filter(status=Item.Status.CLOSED).exclude(pk__in=confirmed.values("item")).exists()


def test_every_look_back_says_what_it_looks_back_on(demo):
    for look_back in Inspection.objects.look_backs().select_related("team__round", "looks_back_on__team__round"):
        earlier = look_back.looks_back_on
        assert earlier.organization_id == look_back.organization_id
        assert earlier.team.round.number < look_back.team.round.number


def test_organizations_have_a_history_and_what_is_no_more_owes_nothing(demo):
    standing = Organization.objects.standing()
    assert Organization.objects.exclude(pk__in=standing).count() == 2
    assert not Obligation.objects.open().filter(organization__ended_on__isnull=False).exists()
    present = dict(SecretaryTerm.objects.filter(until_on=None).values_list("organization", "name"))
    assert present == dict(standing.values_list("pk", "secretary"))
    assert SecretaryTerm.objects.count() > 2 * len(present)
    assert FormerName.objects.exists()


def test_nothing_ties_anybody_to_what_their_team_inspects(demo):
    for team in Team.objects.filter(round__number__gt=12):
        people = [posting.person for posting in team.postings.select_related("person")]
        inspections = team.inspections.select_related("organization__parent")
        assert list(ties_between(people, inspections)) == []
        across = {each.organization.district for each in inspections if each.mode}
        assert bool(team.county) == bool(across)
        assert team.county not in across


def test_nobody_serves_in_two_teams_of_one_round(demo):
    served = Posting.objects.values_list("team__round", "person")
    assert len(served) == len(set(served))


def test_leader_deputy_and_member_are_one_team_on_site_and_another_has_no_deputy(account):
    (team,) = account("deputy").reach.deputy_teams
    assert team in account("leader").reach.led_teams
    assert account("deputy").reach.teams == account("member").reach.teams == {team}
    assert Team.objects.get(pk=team).round.status == Round.Status.ON_SITE
    beside = Team.objects.filter(round__status=Round.Status.ON_SITE).exclude(postings__role=Posting.Role.DEPUTY)
    assert beside.count() == 1


def test_the_division_leader_follows_the_secretarys_organization(account):
    assert account("secretary").reach.organizations <= account("division").reach.portfolio
    assert account("secretary").organization == account("liaison").organization


def test_every_account_can_sign_in_with_what_the_file_says(account, var):
    path = var / "demo-accounts.tsv"
    rows = list(csv.DictReader(path.open(encoding="utf-8"), delimiter="\t"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(rows) == 15
    for row in rows:
        assert account(row["username"]).check_password(row["password"])
        assert row["api_token"]
        assert row["role"]


def test_a_second_run_changes_nothing(demo, var):
    before = (var / "demo-accounts.tsv").read_bytes(), Finding.objects.count()
    said = StringIO()
    call_command("demo", stdout=said)
    assert "演示数据已经载入过" in said.getvalue()
    assert ((var / "demo-accounts.tsv").read_bytes(), Finding.objects.count()) == before


def test_the_database_knows_that_it_is_a_demo(demo):
    assert DemoMark.objects.get().scale == 1


@pytest.mark.django_db
def test_a_database_with_data_is_left_alone():
    DemoMark.objects.all().delete()  # the demo may be loaded for the tests around this one
    OrganizationFactory()
    with pytest.raises(CommandError, match="数据库中已有数据"):
        call_command("demo")
    assert not DemoMark.objects.exists()


def test_lost_passwords_are_handed_out_anew(account, var):
    path = var / "demo-accounts.tsv"
    before = path.read_text()
    path.unlink()
    call_command("demo", stdout=StringIO())
    assert path.read_text() != before
    with path.open() as file:
        row = next(row for row in csv.DictReader(file, delimiter="\t") if row["username"] == "office")
    assert account("office").check_password(row["password"])


def test_the_sums_of_items_are_those_of_their_rules_and_funds(demo):
    for name, results in (("rules_made", OrganizationRule), ("funds_recovered", ReturnedFunds)):
        sums = results.objects.standing().values_list("item").annotate(Sum("amount")).order_by()
        assert dict(sums) == dict(Item.objects.exclude(**{name: 0}).values_list("pk", name))
