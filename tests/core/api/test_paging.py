"""Walks over lists: whole, in order, without doubles, whatever happens meanwhile."""

import threading

import pytest
from django.db import connection, transaction

from core.api.pagination import CAP, Position
from rounds.models import Organization
from tests.core.api.test_errors import problem
from tests.factories import OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.api.sample")]
EPOCH = "1970-01-01"


def walk(api, address):
    """All rows of a list, page after page, and the last page."""
    rows, address = [], f"organizations/?{address}"
    while address:
        page = api.read(address).json()
        rows += page["results"]
        address = page["next"] and page["next"].partition("/api/v1/")[2]
    return rows, page


def ids(rows):
    return [row["id"] for row in rows]


@pytest.mark.parametrize("limit", [1, 7, 25, 100])
def test_a_walk_finds_every_row_once_and_in_order(api, organizations, limit):
    rows, _page = walk(api, f"limit={limit}")
    assert ids(rows) == [organization.pk for organization in organizations]


@pytest.mark.parametrize("limit", [1, 7, 25, 100])
def test_a_walk_over_changes_finds_every_row_once(api, organizations, limit):
    Organization.objects.update(note="同一时刻")
    rows, page = walk(api, f"limit={limit}&updated_since={EPOCH}")
    assert sorted(ids(rows)) == [organization.pk for organization in organizations]
    assert page["synced_until"]


def test_rows_made_or_deleted_during_a_walk_neither_double_nor_hide_others(api, organizations):
    page = api.read("organizations/?limit=10").json()
    organizations[3].delete()
    organizations[9].delete()
    new = OrganizationFactory()
    rows, _page = walk(api, page["next"].partition("?")[2])
    assert ids(rows) == [organization.pk for organization in organizations[10:]] + [new.pk]


def test_a_filter_holds_through_the_walk(api, organizations):
    Organization.objects.filter(pk__in=[o.pk for o in organizations[::2]]).update(level="county")
    rows, _page = walk(api, "level=county&limit=5")
    assert ids(rows) == [organization.pk for organization in organizations[::2]]


def test_only_visible_rows_are_walked(api_of, leader, organization, organizations):
    rows, _page = walk(api_of(leader), f"updated_since={EPOCH}")
    assert ids(rows) == [organization.pk]


def test_changes_since_the_last_walk_and_only_those(api, organizations):
    _rows, page = walk(api, f"updated_since={EPOCH}")
    organizations[4].save()
    rows, page = walk(api, f"updated_since={page['synced_until']}")
    assert ids(rows) == [organizations[4].pk]
    rows, page = walk(api, f"updated_since={page['synced_until']}")
    assert rows == []


def test_the_default_and_the_cap(api):
    OrganizationFactory.create_batch(101)
    assert len(api.read("organizations/").json()["results"]) == 100
    problem(api.read(f"organizations/?limit={CAP + 1}"), 400, "invalid")


@pytest.mark.parametrize(
    "query",
    [
        "cursor=nonsense",
        "cursor=%00",
        "cursor=" + Position(5).encode() + "x",
        "cursor=" + "W1tb" * 2000,
        "cursor=WyI1Il0",
        "cursor=WzFlOTld",
        "cursor=WzVd&updated_since=2026-01-01",
        "limit=0",
        "limit=-1",
        "limit=x",
        "limit=²",
        "limit=",
        "updated_since=yesterday",
        "updated_since=0001-01-01T00:00:00%2B14:00",
        "updated_since=2026-02-30",
        "updated_since=",
        "updated_since=2026-01-01T25:00",
        "nonsense=1",
        "level=nowhere",
        "level=city&level=county",
        "limit=5&limit=6",
        "ordering=password",
        "name__startswith=a",
    ],
)
def test_bad_parameters_are_refused_by_name(api, organizations, query):
    told = problem(api.read(f"organizations/?{query}"), 400, "invalid")
    assert told["errors"][0]["field"] in query


@pytest.mark.parametrize(("kind", "found"), [("autovacuum worker", 25), ("client backend", 0)])
def test_only_who_may_change_rows_holds_changes_back(api, organizations, kind, found):
    with connection.cursor() as cursor:  # a temporary table comes before the system's own of that name
        cursor.execute(
            """CREATE TEMPORARY TABLE pg_stat_activity ON COMMIT DROP AS
            SELECT 0 AS pid, CURRENT_DATABASE() AS datname, 'active' AS state, 7 AS backend_xid, %s AS backend_type,
            CLOCK_TIMESTAMP() - INTERVAL '1 hour' AS xact_start, CLOCK_TIMESTAMP() AS query_start""",
            [kind],
        )
    assert len(walk(api, f"updated_since={EPOCH}")[0]) == found


def test_times_may_come_as_a_local_day_or_with_a_plus(api, organizations):
    for moment in ("2026-01-01", "2026-01-01T08:00:00+08:00", "2026-01-01T00:00:00Z", "2026-01-01T08:00"):
        assert len(walk(api, f"updated_since={moment}")[0]) == 25
    assert walk(api, "updated_since=2126-01-01")[0] == []


def test_a_list_costs_two_queries_however_long(api, organizations, django_assert_num_queries):
    for limit in (1, 25):
        with django_assert_num_queries(2):
            api.read(f"organizations/?limit={limit}")
        with django_assert_num_queries(3):
            api.read(f"organizations/?limit={limit}&updated_since={EPOCH}")


@pytest.mark.django_db(transaction=True)
def test_a_change_that_commits_late_is_not_missed(api):
    early, late = OrganizationFactory.create_batch(2)
    written, read = threading.Event(), threading.Event()

    def write_slowly():
        with transaction.atomic():
            Organization.objects.filter(pk=early.pk).update(note="改")
            written.set()
            read.wait(10)
        connection.close()

    writer = threading.Thread(target=write_slowly)
    _rows, page = walk(api, f"updated_since={EPOCH}")
    writer.start()
    written.wait(10)
    late.save()
    rows, page = walk(api, f"updated_since={page['synced_until']}")
    assert rows == []  # what came after the running change waits for it
    read.set()
    writer.join()
    rows, page = walk(api, f"updated_since={page['synced_until']}")
    assert ids(rows) == [early.pk, late.pk]
