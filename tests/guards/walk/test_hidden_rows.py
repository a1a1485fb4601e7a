"""What one may not know changes nothing one sees: not a count, a choice, a match, an order, an export or an error.

Everything readable is asked twice, once with hidden rows beside the visible ones and once
without them, also for their words and their keys; the answers must be the same.
"""

import re
from contextlib import contextmanager

import django_filters
import pytest
from django.db import transaction

from core.access.roles import Role
from core.api.views import RowApi
from core.ui.filters import ValuesFilter
from core.ui.views.list import ListPage
from core.ui.views.picker import PickerOptions
from core.workdays.reckoning import today
from tests.factories import (
    FindingFactory,
    HandOverFactory,
    InspectionFactory,
    ItemFactory,
    LeadFactory,
    MeasureFactory,
    ObligationFactory,
    OrganizationFactory,
    PersonFactory,
    PostingFactory,
    RecusalFactory,
    TeamFactory,
    TransferFactory,
    UserFactory,
    WorkingPaperFactory,
)
from tests.guards.routes import client_of, every_route, opened_by
from tests.guards.walk.answers import unzipped

WORD = "白鹭"
RECUSED = {
    "recused_office": Role.OFFICE,
    "recused_group": Role.LEADING_GROUP,
    "recused_division": Role.DIVISION_LEADER,
}
AS = {"recused_office": "office", "recused_group": "leadinggroup", "recused_division": "division"}
LATE = "2026-01-01"
ALIVE = {"metrics", "findings:lead", "findings:lead_print"}  # they count requests, or show that they were looked at
CHANGING = re.compile(
    rb'(?:csrfmiddlewaretoken|one_time_key)" value="[^"]*"|"csrf_token": "[^"]*"|"X-CSRFToken": "[^"]*"'
    rb'|"request_id":"[^"]*"|"synced_until":"[^"]*"'
    rb"|<dcterms:.*?</dcterms:[a-z]*>|\d{4}-\d\d-\d\d \d\d:\d\d"
)
OF_A_LIST = {"HX-Request": "true", "HX-Target": "list"}
WORDED = (django_filters.CharFilter, ValuesFilter)  # what the others offer is fixed, whoever asks
READERS = ["liaison", "division", "leader", "stranger_leader", "discipline", *RECUSED]


@pytest.fixture
def undone(world):
    """What a test adds to the world is gone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def herons(undone):
    """An organization of which some of the cast are to know nothing; it is there whether or not it was inspected."""
    return OrganizationFactory(name=f"{WORD}洲管委会党组", category=f"{WORD}类", district=f"{WORD}县")


@pytest.fixture
def readers(cast, world, herons):
    """The cast, and three who read all, or all of their portfolio, but what they are recused from."""
    cast = dict(cast)
    for name, role in RECUSED.items():
        person = PersonFactory(name=name)
        RecusalFactory(person=person, organization=herons)
        cast[name] = UserFactory(username=name, name=name, person=person, roles=[role])
    cast["recused_division"].portfolio.add(world.organization, herons)
    return cast


def third_team():
    """A team of a round of its own, with one person; who reads every round sees it."""
    team = TeamFactory(round__number=77, round__theme=f"{WORD}专项", number=9, place=f"{WORD}宾馆")
    person = PersonFactory(name=f"{WORD}生", employer=f"{WORD}公司", specialty=f"{WORD}")
    PostingFactory(team=team, person=person)
    return team


def everything_about(organization, team, cast) -> dict:
    """An inspection by the team with all that follows, overdue and waiting; the keys of it all."""
    inspection, by = InspectionFactory(team=team, organization=organization), cast["handler"]
    words = {"title": f"{WORD}题", "facts": WORD, "number": f"{WORD}-1"}
    paper = WorkingPaperFactory(inspection=inspection, written_by=by, **words)
    finding = FindingFactory(inspection=inspection, paper=paper, text=WORD, number=f"{WORD}-2", status="submitted")
    sent = {"status": "transferred", "referred_on": today(), "written_by": by}
    lead = LeadFactory(inspection=inspection, number=f"{WORD}-3", **sent)
    TransferFactory(lead=lead, body=cast["orgdept"].body, sent_by=by, sent_on=today())
    handed = {"status": "rectifying", "delivered_on": today(), "prepared_by": by}
    hand_over = HandOverFactory(inspection=inspection, **handed)
    item = ItemFactory(hand_over=hand_over, due_on=LATE, leader=WORD, department=WORD, finding__text=WORD)
    MeasureFactory(item=item, content=WORD)
    ObligationFactory(item=item, due_on=LATE, from_on=LATE, title=WORD)
    keys = {"inspection": inspection, "paper": paper, "finding": finding, "lead": lead, "hand_over": hand_over}
    keys = {name: row.pk for name, row in keys.items()}
    place = {"organization": organization.pk, "team": team.pk, "round": team.round_id, "team__round": team.round_id}
    return keys | place


@contextmanager
def hidden(organization, cast, *, from_one_recused: bool):
    """The rows there are for as long as this lasts; who is recused sees the team, others nothing at all."""
    team = third_team() if from_one_recused else None
    with transaction.atomic():
        yield everything_about(organization, team or third_team(), cast)
        transaction.set_rollback(True)


def queries_of(route, keys) -> list[str]:
    """What else is asked of one address: hidden words, hidden keys, an order, the workbook."""
    view = route.view
    if not isinstance(view, type) or route.keys:
        return []
    if issubclass(view, PickerOptions):
        return [f"?q={WORD}", "?q=bl"]
    if issubclass(view, RowApi):
        return ["?updated_since=2026-01-01T00:00:00Z", *[f"?{name}={keys.get(name, 9)}" for name in api_filters(view)]]
    if issubclass(view, ListPage):
        filters = view.filter_class.base_filters if view.filter_class else {}
        asked = [name for name, each in filters.items() if name in keys or isinstance(each, WORDED)]
        first = next(iter(view.table_class.base_columns))
        return ["?export=xlsx", f"?sort=-{first}", *[f"?{name}={keys.get(name, WORD)}" for name in asked]]
    return [f"?q={WORD}"]


def api_filters(view) -> list[str]:
    """The parameters by which a list of the API is narrowed."""
    declared = view.filterset_class.base_filters if getattr(view, "filterset_class", None) else view.filterset_fields
    return list(declared)


def answers(client, asked) -> dict:
    """Status and text of every answer; an address that does not open is not asked any further.

    Of a list only what changes with the query: the frame around it has been seen without one.
    """
    got = {}
    for address, queries in asked.items():
        got[address] = answer(client, address)
        opens = got[address][0] == 200
        got |= {address + query: answer(client, address + query, OF_A_LIST) for query in queries if opens}
    return got


def answer(client, address, headers=None) -> tuple[int, bytes]:
    """Without what changes from request to request."""
    response = client.get(address, headers=headers)
    return response.status_code, CHANGING.sub(b"", unzipped(b"".join(response)))


@pytest.mark.parametrize("name", READERS)
def test_what_one_may_not_know_changes_nothing_one_sees(name, readers, cast, world, herons):
    client = client_of(readers[name])
    routes = [route for route in opened_by(AS.get(name, name), cast, world) if route.name not in ALIVE]
    with hidden(herons, readers, from_one_recused=name in RECUSED) as keys:
        asked = {route.at(world): queries_of(route, keys) for route in routes}
        beside = answers(client, asked)
    without = answers(client, asked)
    assert len(without) > len(asked)
    told_apart = [address for address in beside if beside[address] != without.get(address)]
    assert told_apart == []


def test_no_filter_of_the_api_offers_rows_to_choose_from():
    """A choice among rows tells one that is hidden from one that is missing; numbers do not."""
    views = {route.view for route in every_route() if isinstance(route.view, type) and issubclass(route.view, RowApi)}
    choosing = [
        f"{view.__name__}.{name}"
        for view in views
        for name, each in (view.filterset_class.base_filters if getattr(view, "filterset_class", None) else {}).items()
        if isinstance(each, django_filters.ModelChoiceFilter)
    ]
    assert choosing == []
    related = [
        f"{view.__name__}.{name}"
        for view in views
        for name in getattr(view, "filterset_fields", None) or ()
        if view.model._meta.get_field(name.partition("__")[0]).is_relation
    ]
    assert related == []
