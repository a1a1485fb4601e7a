"""The place of a row: told once, the same in every list, over the API and on every sheet."""

import ast
import re
from datetime import date

import pytest
from django.db.models import F
from django.urls import reverse

from core.api.tokens import issue_token
from findings.models import Finding, Lead, Transfer, WorkingPaper
from rectification.models import CheckResult, HandOver, Item, Receipt
from rounds.models import Inspection
from rounds.place.filters import parameters_of
from rounds.place.lookups import Place
from rounds.place.sheets import place_cells, place_columns
from tests.factories import (
    FindingFactory,
    HandOverFactory,
    InspectionFactory,
    ItemFactory,
    LeadFactory,
    ObligationFactory,
    TransferFactory,
    WorkingPaperFactory,
)
from tests.guards.source import modules

PLACES = [
    (Inspection, ""),
    (Finding, "inspection"),
    (HandOver, "inspection"),
    (Lead, "inspection"),
    (WorkingPaper, "inspection"),
    (Transfer, "lead__inspection"),
    (Item, "hand_over__inspection"),
    (Receipt, "hand_over__inspection"),
    (CheckResult, "item__hand_over__inspection"),
]
WRITTEN_OUT = re.compile(r"inspection(__|\.)(team(__|\.)(round(__|\.))?number|organization(__|\.)name(_key)?)$")
"""A lookup, or the source of a member of the API, that leads through an inspection to what a place tells."""


@pytest.mark.parametrize(("model", "inspection"), PLACES)
def test_the_lookups_of_a_place_lead_from_the_row(model, inspection, django_assert_num_queries, db):
    place = Place(inspection)
    rows = model._base_manager.order_by(*place.latest_first, F(place.organization_name_key))
    with django_assert_num_queries(2):
        assert list(rows.select_related(*place.related)) == list(rows.values_list(*place.names)) == []


def test_a_sheet_tells_the_place_in_words():
    assert place_cells(18, 3, "市财政局党组") == ("第十八轮", "第三巡察组", "市财政局党组")
    assert [(str(column.title), column.width) for column in place_columns(width=24)][-1] == ("被巡察党组织", 24)


def put_into_every_list(*inspections):
    """A row of every list in each of these inspections."""
    for each in inspections:
        WorkingPaperFactory(inspection=each)
        FindingFactory(inspection=each)
        TransferFactory(
            lead=LeadFactory(inspection=each, status=Lead.Status.TRANSFERRED, referred_on=date(2026, 4, 2))
        )
        hand_over = HandOverFactory(inspection=each)
        ObligationFactory(item=ItemFactory(hand_over=hand_over, finding__inspection=each))


@pytest.fixture
def one_of_each(inspection, other_inspection):
    put_into_every_list(inspection, other_inspection)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("findings:papers", 1),
        ("findings:findings", 2),  # the item's finding, too
        ("findings:leads", 1),
        ("rectification:hand_overs", 1),
        ("rectification:items", 1),
        ("personnel:obligations", 1),
    ],
)
def test_a_list_is_narrowed_down_to_one_inspection(one_of_each, inspection, handler, client, name, count):
    client.force_login(handler)
    assert client.get(reverse(name)).context["table"].paginator.count == 2 * count
    for given in (parameters_of(inspection), {"team": 1}, {"organization": inspection.organization_id}):
        assert client.get(reverse(name), given).context["table"].paginator.count == count, given
    assert client.get(reverse(name), {"round": inspection.team.round_id}).context["table"].paginator.count == 2 * count


@pytest.mark.parametrize(
    "name",
    [
        "findings:papers",
        "findings:findings",
        "findings:leads",
        "findings:transfers",
        "rectification:hand_overs",
        "rectification:items",
    ],
)
def test_every_list_sorts_rounds_by_their_number(inspection, handler, browse, name):
    inspections = [InspectionFactory(), inspection, InspectionFactory()]
    put_into_every_list(*inspections)
    by_number = sorted((each.team.round for each in inspections), key=lambda round: round.number)
    for sort, rounds in (("round", by_number), ("-round", by_number[::-1])):
        table = browse(handler).get(reverse(name), {"sort": sort}).context["table"]
        shown = dict.fromkeys(str(row.get_cell_value("round")) for row in table.paginated_rows)
        assert [*shown] == [str(round) for round in rounds]


def test_an_inspection_and_an_item_tell_their_place_alike_over_the_api(one_of_each, inspection, office, client):
    headers = {"Authorization": f"Token {issue_token(office)[1]}"}
    members = {"organization_name": "市财政局党组", "round_number": 18, "team_number": 1}
    for path in ("inspections", "findings", "items", "obligations"):
        rows = client.get(f"/api/v1/{path}/", headers=headers).json()["results"]
        assert any(members.items() <= row.items() for row in rows), path


def test_no_module_writes_the_place_out():
    found = [
        (path, node.value)
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and WRITTEN_OUT.search(node.value)
    ]
    assert found == []
