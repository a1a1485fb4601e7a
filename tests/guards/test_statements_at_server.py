"""How many statements a write takes, counted by the database itself: cursors, savepoints and checks count, too."""

import pytest
from django.contrib.contenttypes.models import ContentType

from core.workflow.once import FIELD, LENGTH
from tests.guards import rare_writes
from tests.guards.counting import taken
from tests.guards.routes import client_of
from tests.guards.test_doors import own_models
from tests.guards.world import built_once, cast, world
from tests.guards.writes import CALLS, FORMS, Write

__all__ = ["built_once", "cast", "taken", "world"]


@pytest.fixture(autouse=True)
def kinds_known(db):
    """A process asks once for the kinds of content, and keeps them: no write pays for that."""
    ContentType.objects.get_for_models(*own_models())


def row_of(write: Write, world, cast) -> str:
    """The address of a write, with the row it is about as it must be before."""
    made = write.made(world, cast)
    keys = {noun: getattr(row, "pk", row) for noun, row in vars(world).items()} | {"row": getattr(made, "pk", None)}
    return write.address.format(**keys)


@pytest.mark.parametrize("write", CALLS, ids=[write.address for write in CALLS])
def test_what_a_program_writes_takes_as_many_as_is_pinned(cast, world, taken, write):
    client = client_of(cast[write.who])
    client.cookies.clear()  # a program signs in with its token alone
    client.get("/api/v1/rounds/")
    address, body, answers = row_of(write, world, cast), write.body(world), []

    def ask():
        answers.append(client.post(f"/api/v1/{address}", body, content_type="application/json"))

    amount = taken(ask)
    assert answers[0].status_code in (200, 201), answers[0].content.decode()
    assert amount <= write.most
    assert_tells_what_is(client, write.answers or address.partition("/")[0], answers[-1])


def assert_tells_what_is(client, kind, answer) -> None:
    """A receipt is written from what the row said when it was saved: it must be what a reader finds."""
    if "ETag" not in answer:
        return
    receipt = answer.json()
    found = client.get(f"/api/v1/{kind}/{receipt['id']}/")
    assert (found.json()["status"], version(found)) == (receipt["status"], version(answer))


def version(answer) -> str:
    return answer["ETag"].strip('"').partition(".")[0]


OF_PAGES = [*FORMS, *rare_writes.FORMS]


@pytest.mark.parametrize("write", OF_PAGES, ids=[write.address for write in OF_PAGES])
def test_what_a_form_writes_takes_as_many_as_is_pinned(cast, world, taken, write):
    client = client_of(cast[write.who])
    client.get("/")
    address, body, answers = row_of(write, world, cast), write.body(world), []
    body |= kept_by_form(client.get(address))

    def ask():
        answers.append(client.post(address, body | {FIELD: "k" * LENGTH}))

    amount = taken(ask)
    assert answers[0].status_code == 302
    assert amount <= write.most


def kept_by_form(page) -> dict:
    """What the form of a page sends back of the row it shows, if that is one."""
    form = (page.context or {}).get("form")
    return {"seen": form["seen"].value()} if form and "seen" in form.fields else {}
