"""A cooperating body sends what it knows over the API."""

import pytest

from findings.models import CooperationInput

TOLD = {
    "kind": "problem",
    "received_on": "2026-03-20",
    "about": "市财政局",
    "title": "超范围列支",
    "content": "列支三万元",
}


def test_a_body_sends_for_itself_and_once_for_a_key(api_of, cooperating):
    program = api_of(cooperating)
    answers = [program.write("cooperation-inputs/", TOLD, key="one") for _each in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    entry = CooperationInput.objects.get()
    assert entry.body == cooperating.body
    [row] = program.read("cooperation-inputs/").json()["results"]
    assert (row["id"], row["title"], row["result"]) == (entry.pk, "超范围列支", "")


def test_others_send_nothing(api_of, leader, liaison):
    for user in (leader, liaison):
        assert api_of(user).write("cooperation-inputs/", TOLD).status_code == 403


@pytest.mark.parametrize(
    ("member", "value"),
    [("kind", "gossip"), ("received_on", "2100-01-01"), ("title", ""), ("content", "长" * 2001), ("body", 1)],
)
def test_a_wrong_member_is_refused_by_name(api_of, cooperating, member, value):
    answer = api_of(cooperating).write("cooperation-inputs/", TOLD | {member: value})
    assert answer.status_code == 400
    assert member in answer.content.decode()
    assert not CooperationInput.objects.exists()
