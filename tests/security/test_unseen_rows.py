"""Rows one does not see do not exist: a number in an address answers the same whether the row is hidden or missing.

IDOR on detail routes, children not bound to their parent, object rights, oracles.
"""

import pytest

from core.models import Attachment
from tests.factories import WorkingPaperFactory
from tests.guards.test_addresses import key_of
from tests.security.routes import MISSING, client_of, every_route, undone, without_numbers

OUTSIDERS = ["stranger_leader", "other_secretary", "orgdept"]
SHARED = {"rounds:round", "rounds:round_delete", "round-detail", "personnel:reminder_rule_drop"}
"""Not about the inspection alone: its round is also that of the stranger's team, reminders are everyone's."""


@pytest.mark.parametrize("name", OUTSIDERS)
def test_a_hidden_row_and_a_missing_one_answer_alike(name, cast, world):
    client = client_of(cast[name])
    told_apart = []
    for route in every_route():
        key = route.number_in(world)
        if not key or route.name in SHARED:
            continue
        hidden, missing = route.at(world), route.at(world, **{key: MISSING})
        for send in (client.get, client.post):
            one, other = undone(send, hidden), undone(send, missing)
            same = one.status_code == other.status_code and without_numbers(one.body) == without_numbers(other.body)
            if not same or one.status_code not in (403, 404, 405):
                told_apart.append((hidden, one.status_code, other.status_code))
    assert told_apart == []


def test_a_file_of_one_paper_is_not_removed_through_another(cast, world):
    own = WorkingPaperFactory(inspection=world.inspection, written_by=cast["member"])
    address = f"/papers/{own.pk}/evidence/{world.attachment.pk}/remove/"
    assert client_of(cast["leader"]).post(address).status_code == 404
    assert Attachment.objects.filter(pk=world.attachment.pk).exists()


@pytest.mark.parametrize("name", ["handler"])
def test_a_number_larger_than_any_key_is_not_found(name, cast, world):
    client = client_of(cast[name])
    answers = {}
    for route in every_route():
        if key := route.number_in(world):
            assert isinstance(key_of(route.name, key, world), int)
            address = route.at(world, **{key: 10**30})
            answers[address] = {undone(send, address).status_code for send in (client.get, client.post)}
    assert {address: got for address, got in answers.items() if not got <= {403, 404, 405}} == {}
