"""Organizations, rounds, teams and inspections over the API: everyone reads what they see."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from core.api.tokens import issue_token
from tests.factories import InspectionFactory, TeamFactory

NAMES = ("organizations", "rounds", "teams", "inspections")


@pytest.fixture
def read(client):
    """`read(user, address)` asks with that user's token."""

    tokens = {}

    def asked(user, address, **headers):
        text = tokens.get(user) or tokens.setdefault(user, issue_token(user)[1])
        return client.get(f"/api/v1/{address}", headers={"Authorization": f"Token {text}"} | headers)

    return asked


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("office", [2, 1, 2, 2]),
        ("leadinggroup", [2, 1, 2, 2]),
        ("leader", [1, 1, 1, 1]),
        ("secretary", [1, 0, 0, 0]),
        ("division", [1, 0, 0, 0]),
        ("discipline", [0, 0, 0, 0]),
        ("sysadmin", [0, 0, 0, 0]),
        ("auditor", [0, 0, 0, 0]),
    ],
)
@pytest.mark.usefixtures("inspection", "other_inspection")
def test_everyone_reads_what_they_see(request, read, role, expected):
    user = request.getfixturevalue(role)
    assert [len(read(user, f"{name}/").json()["results"]) for name in NAMES] == expected


def test_without_a_token_nothing_is_read(client, inspection):
    assert [client.get(f"/api/v1/{name}/").status_code for name in NAMES] == [401] * 4


def test_a_row_out_of_sight_is_not_found(read, stranger_leader, inspection):
    rows = (inspection.organization, inspection.team, inspection)
    names = ("organizations", "teams", "inspections")
    for name, row in zip(names, rows, strict=True):
        assert read(stranger_leader, f"{name}/{row.pk}/").status_code == 404


def test_an_inspection_says_whose_and_where(read, office, inspection):
    row = read(office, f"inspections/{inspection.pk}/").json()
    assert (row["round_number"], row["team_number"]) == (18, 1)
    assert (row["organization_name"], row["status"]) == ("市财政局党组", "on_site")
    assert row["status_label"]


def test_nothing_is_written(client, office, inspection):
    _token, text = issue_token(office)
    headers = {"Authorization": f"Token {text}"}
    for name in NAMES:
        assert client.post(f"/api/v1/{name}/", {}, headers=headers).status_code == 405


def test_only_what_changed_is_read(read, office, inspection):
    later = urlencode({"updated_since": (timezone.now() + timedelta(hours=1)).isoformat()})
    earlier = urlencode({"updated_since": (timezone.now() - timedelta(hours=1)).isoformat()})
    assert read(office, f"inspections/?{later}").json()["results"] == []
    assert len(read(office, f"inspections/?{earlier}").json()["results"]) == 1


def test_an_unchanged_row_is_not_sent_again(read, office, inspection):
    first = read(office, f"rounds/{inspection.team.round_id}/")
    again = read(office, f"rounds/{inspection.team.round_id}/", **{"If-None-Match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("organizations/?level=city", 2),
        ("organizations/?name=市财政局党组", 1),
        ("rounds/?number=18", 1),
        ("rounds/?status=archived", 0),
        ("teams/?round__number=18", 2),
        ("inspections/?status=on_site", 2),
        ("inspections/?kind=look_back", 0),
    ],
)
@pytest.mark.usefixtures("inspection", "other_inspection")
def test_filters(read, office, address, found):
    assert len(read(office, address).json()["results"]) == found


def test_an_unknown_filter_is_refused(read, office):
    assert read(office, "inspections/?organisation=1").status_code == 400


@pytest.mark.parametrize("name", NAMES)
def test_a_list_costs_the_same_with_one_row_and_with_fifty(read, office, django_assert_num_queries, name):
    InspectionFactory(team=TeamFactory())
    read(office, f"{name}/")
    with django_assert_num_queries(2):
        read(office, f"{name}/")
    for _n in range(50):
        InspectionFactory(team=TeamFactory())
    with django_assert_num_queries(2):
        read(office, f"{name}/")
