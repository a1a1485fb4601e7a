"""Days of rounds, teams, pools and leads that a ledger leaves out: never inferred, said to be so, recorded later."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import Role
from core.reports.figures import figures
from core.ui.late_days import LateDaysForm
from core.workflow.late_days import record_late_days
from core.workflow.moves import IllegalStep
from findings.models import Finding, Lead
from personnel.models import Pool, PoolMembership
from rounds.models import Inspection, Round, Team
from rounds.planning.api import RoundRow
from tests import ledgers
from tests.factories import UserFactory

pytestmark = pytest.mark.usefixtures("organizations")

UNKNOWN = "未登记（台账导入）"
CAME_ON = date(2026, 11, 23)
BEFORE = date(2026, 11, 22)
OF_ROUND = ("starts_on", "field_ends_on", "approved_on", "started_on", "field_ended_on", "rectifying_from")


@pytest.fixture
def handler(db):
    return UserFactory(roles=[Role.OFFICE, Role.LEAD_HANDLER])


@pytest.fixture
def history(take_in):
    """A round, its teams and their inspections, of which a ledger of findings tells nothing but their numbers."""
    take_in(ledgers.findings_flat(), confirmed=True)
    return Round.objects.get()


@pytest.fixture
def undated(take_in):
    """Somebody in a pool since nobody knows when, and somebody who left it."""
    header = ["姓名", "工作单位", "入库时间", "出库时间"]
    rows = [["甄在", "市第1局", None, None], ["甄离", "市第1局", None, date(2026, 3, 1)]]
    take_in(ledgers.as_file(ledgers.sheet_of([["干部库"], header, *rows])), skip=False)
    return PoolMembership.objects.get(person__name="甄在")


@pytest.fixture
def lead(take_in, handler):
    take_in(ledgers.leads(), by=handler)
    return Lead.objects.filter(status=Lead.Status.TRANSFERRED).first()


def test_a_round_has_no_day_that_nobody_told(history):
    assert {getattr(history, name) for name in OF_ROUND} == {None}
    assert history.imported_on == CAME_ON
    assert set(Team.objects.values_list("formed_on", "imported_on")) == {(None, CAME_ON)}


def test_neither_has_a_membership_or_a_lead(undated, lead):
    assert set(PoolMembership.objects.values_list("joined_on", "imported_on")) == {(None, CAME_ON)}
    assert set(Lead.objects.values_list("filed_on", "imported_on")) == {(None, CAME_ON)}
    assert lead.referred_on is not None


def test_a_day_that_is_told_is_kept(take_in):
    take_in(ledgers.people())
    assert not PoolMembership.objects.filter(joined_on=None).exists()


@pytest.mark.parametrize("model", [Round, Team])
def test_pages_and_lists_say_so(browse, office, history, model):
    client = browse(office)
    pages = [model.objects.first().get_absolute_url(), reverse(f"rounds:{model._meta.model_name}s")]
    for page in pages:
        assert UNKNOWN in client.get(page).content.decode(), page


def test_pages_and_lists_of_people_and_leads_say_so(browse, handler, undated, lead):
    client = browse(handler)
    for page in [undated.person.get_absolute_url(), reverse("personnel:pools"), reverse("findings:leads")]:
        assert UNKNOWN in client.get(page).content.decode(), page


@pytest.mark.parametrize(("key", "amount"), [("rounds_completed", 1), ("teams_formed", 3)])
def test_figures_count_it_from_when_its_ledger_came(history, key, amount):
    figure = next(figure for figure in figures if figure.key == key)
    assert [figure.compute(day, None, None) for day in (BEFORE, CAME_ON)] == [0, amount]


def test_pools_count_it_from_when_its_ledger_came(undated):
    figure = next(figure for figure in figures if figure.key == f"pool_{Pool.CADRES.value}")
    assert [figure.compute(day, None, None) for day in (BEFORE, CAME_ON)] == [0, 1]
    assert PoolMembership.objects.sizes(CAME_ON) == {Pool.CADRES: 1}


@pytest.mark.parametrize(
    ("name", "day"), [("rounds:rounds", "completed_by"), ("rounds:teams", "formed_by"), ("personnel:pools", "as_of")]
)
def test_the_lists_agree_with_the_figures(browse, office, history, undated, name, day):
    client = browse(office)
    amounts = [len(client.get(reverse(name), {day: on.isoformat()}).context["table"].rows) for on in (BEFORE, CAME_ON)]
    assert (amounts[0], amounts[1] > 0) == (0, True)


def test_the_api_says_null(history):
    row = RoundRow(history).data
    assert (row["starts_on"], row["field_ends_on"]) == (None, None)


def test_a_row_of_the_same_ledger_is_there_already(take_in, undated, standing, look):
    header = ["姓名", "工作单位", "入库时间"]
    plan = look(ledgers.as_file(ledgers.sheet_of([["干部库"], header, ["甄在", "市第1局", UNKNOWN]])))
    assert [row for row, _why in standing(plan)] == [3]


def test_the_office_records_the_days_of_a_round(browse, office, history):
    client = browse(office)
    address = f"{history.get_absolute_url()}days/"
    assert address in client.get(history.get_absolute_url()).content.decode()
    assert client.post(address, {"starts_on": "2026-06-01"}).status_code == 302
    assert client.post(address, {"field_ended_on": "2026-05-01"}).status_code == 200
    assert client.post(address, {"field_ended_on": "2026-08-30"}).status_code == 302
    history.refresh_from_db()
    assert (history.starts_on, history.field_ended_on) == (date(2026, 6, 1), date(2026, 8, 30))
    assert address not in client.get(history.get_absolute_url()).content.decode()


def test_and_those_of_teams_inspections_findings_and_leads(browse, handler, history, lead):
    client = browse(handler)
    finding = Finding.objects.filter(found_on=None).first()
    for row, days in [
        (Team.objects.first(), {"formed_on": "2026-05-20"}),
        (Inspection.objects.first(), {"entered_on": "2026-06-03", "left_on": "2026-08-20"}),
        (lead, {"filed_on": "2026-08-01"}),
        *([(finding, {"found_on": "2026-07-01"})] if finding else []),
    ]:
        assert client.post(f"{row.get_absolute_url()}days/", days).status_code == 302, row
        row.refresh_from_db()
        assert {name: getattr(row, name).isoformat() for name in days} == days
        assert row.events.order_by("pgh_id").last().pgh_context["actor"] == handler.pk


def test_and_the_day_on_which_somebody_joined(browse, office, undated):
    client = browse(office)
    address = reverse("personnel:membership_joined", args=[undated.pk])
    assert address in client.get(undated.person.get_absolute_url()).content.decode()
    assert client.get(address).context["form"]["on"].value() is None
    left = PoolMembership.objects.get(person__name="甄离")
    late = client.post(reverse("personnel:membership_joined", args=[left.pk]), {"on": "2026-03-02"})
    assert (late.status_code, client.post(address, {"on": "2026-03-02"}).status_code) == (200, 302)
    undated.refresh_from_db()
    assert undated.joined_on == date(2026, 3, 2)
    client.post(address, {"on": "2026-03-03"})
    undated.refresh_from_db()
    assert undated.joined_on == date(2026, 3, 2)


def test_a_known_day_is_not_recorded_again(office, history):
    asked = {"names": ("starts_on", "field_ended_on"), "until": "archived_on"}
    rounds = Round.objects.keepable_by(office)
    with pytest.raises(ValidationError):
        record_late_days(history, rounds, by=office, **asked)
    days = {"starts_on": date(2026, 6, 1), "field_ended_on": date(2026, 8, 30)}
    record_late_days(history, rounds, by=office, **asked, **days)
    with pytest.raises(IllegalStep):
        record_late_days(history, rounds, by=office, **asked, **days)


def test_nobody_but_the_office_records_them(history):
    other = UserFactory(roles=[Role.LEADING_GROUP])
    with pytest.raises(Refused):
        record_late_days(
            history,
            Round.objects.keepable_by(other),
            by=other,
            names=("starts_on",),
            until="archived_on",
            starts_on=date(2026, 6, 1),
        )


def test_the_phone_of_a_team_is_changed_without_knowing_its_day(browse, office, history):
    team = Team.objects.first()
    client = browse(office)
    address = reverse("rounds:team_change", args=[team.pk])
    form = client.get(address).context["form"]
    sent = {
        "number": team.number,
        "formed_on": "",
        "phone": "0571-12345678",
        "place": "",
        "seen": form["seen"].value(),
    }
    assert client.post(address, sent).status_code == 302
    team.refresh_from_db()
    assert (team.phone, team.formed_on) == ("0571-12345678", None)


def test_two_rounds_without_days_are_not_taken_for_one(history):
    other = Round(number=history.number - 1, status=Round.Status.RECTIFYING, imported_on=CAME_ON)
    other.clean()


def test_days_are_held_against_the_rounds_before_and_after(take_in, history, look, causes):
    Round.objects.bulk_create(
        Round(number=number, status=Round.Status.RECTIFYING, starts_on=on, field_ends_on=on, imported_on=CAME_ON)
        for number, on in ((history.number - 1, date(2025, 3, 1)), (history.number + 1, date(2027, 3, 1)))
    )
    rows = [["轮次", "巡察组", "被巡察党组织", "一级分类", "二级分类", "问题描述", "发现日期"]]
    rows += [
        [history.number, 1, ledgers.ORGANIZATIONS[90], "甲", "乙", f"问题{year}", date(year, 7, 1)]
        for year in (2016, 2025)
    ]
    ((row, column, _cause),) = causes(look(ledgers.as_file(ledgers.sheet_of(rows))))
    assert (row, column) == (2, "发现日期")


def test_a_missing_day_is_picked_like_any_other_and_of_a_year_that_is_meant():
    row = Round(status=Round.Status.ARCHIVED, imported_on=date(2026, 11, 1))
    form = LateDaysForm({"starts_on": "0001-01-01"}, row=row, names=("starts_on",))
    assert form.fields["starts_on"].widget.input_type == "date"
    assert list(form.errors) == ["starts_on"]
