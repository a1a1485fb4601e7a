"""When the program itself fails with a lead in its hands, neither answer, log nor mail says what the lead says.

The failure is a real one: the database refuses the row and quotes it, content and all, in the error it raises.
"""

import io
import json
import logging

import pytest
from django.core import mail
from django.db import IntegrityError

from config.celery import app
from config.roles import as_owner
from core.api.tokens import issue_token
from findings.leads import services
from findings.models import Discipline, Lead
from tests.guards.world import SECRET_CONTENT, SECRET_NAME
from tests.page_client import PageClient

CANARY = "金丝雀"
LEAD = {
    "subject_name": SECRET_NAME,
    "subject_post": "科长",
    "subject_rank": "正科",
    "content": SECRET_CONTENT,
    "discipline": Discipline.INTEGRITY,
    "suggestion": Lead.Suggestion.FOLLOW_UP,
}
REFUSALS = {
    "a check": "ALTER TABLE findings_lead ADD CONSTRAINT fails CHECK (updated_at < '2000-01-01') NOT VALID",
    "a length": """
        CREATE FUNCTION pg_temp.fail() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE data_exception USING MESSAGE = NEW.content, DETAIL = NEW.subject_name; END $$;
        CREATE TRIGGER fails BEFORE INSERT OR UPDATE ON findings_lead FOR EACH ROW EXECUTE FUNCTION pg_temp.fail()
    """,
}


@pytest.fixture
def log():
    """What the site's own handler writes, formatted as it formats."""
    (handler,) = (handler for handler in logging.getLogger().handlers if type(handler) is logging.StreamHandler)
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.fixture
def lead(inspection, leader):
    """A draft of the leader's."""
    return services.write_lead(inspection, by=leader, **LEAD)


@pytest.fixture(params=REFUSALS)
def refusing(request, lead):
    """From now on the database refuses every lead, each time in another way, until the test is undone."""
    with as_owner() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(REFUSALS[request.param])


def browser(user):
    client = PageClient(raise_request_exception=False)
    client.force_login(user, backend="personnel.accounts.backends.AccountBackend")
    return client


def program(user):
    token = issue_token(user)[1]
    return PageClient(raise_request_exception=False, headers={"Authorization": f"Token {token}"})


def told(answer, log):
    """Everything that was told of the failure to anybody."""
    sent = [f"{message.subject} {message.body} {message.alternatives}" for message in mail.outbox]
    return " ".join([answer.content.decode(), str(answer.headers), log.getvalue(), *sent])


@pytest.mark.parametrize("debug", [False, True])
def test_writing_one_on_the_page(inspection, leader, refusing, log, settings, debug):
    settings.DEBUG = debug
    answer = browser(leader).post("/leads/add/", {"inspection": inspection.pk, **LEAD})
    assert answer.status_code == 500
    assert "Internal Server Error: /leads/add/" in log.getvalue()
    assert CANARY not in log.getvalue()
    assert debug or CANARY not in told(answer, log)


def test_changing_one_on_the_page(lead, leader, refusing, log):
    answer = browser(leader).post(f"/leads/{lead.pk}/edit/", LEAD)
    assert answer.status_code == 500
    assert CANARY not in told(answer, log)


def test_a_step_over_the_api(lead, leader, refusing, log):
    answer = program(leader).post(f"/api/v1/leads/{lead.pk}/file/", json.dumps({}), "application/json")
    assert answer.status_code == 500
    assert "Internal Server Error" in log.getvalue()
    assert CANARY not in told(answer, log)


def test_the_page_of_debug_shows_no_value_that_was_sent_or_held(inspection, leader, log, settings):
    """The text of the error it does show: production refuses to start with DEBUG."""
    settings.DEBUG = True
    with as_owner() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DROP TABLE findings_leadevent CASCADE")
    answer = browser(leader).post("/leads/add/", {"inspection": inspection.pk, **LEAD})
    assert answer.status_code == 500
    assert "subject_name" in answer.content.decode()
    assert CANARY not in told(answer, log)


@pytest.fixture
def failing_task(lead):
    """A task that meets the refusal with the lead in its variables and arguments."""

    @app.task(name="tests.fail", shared=False)
    def fail(lead_id, content):
        found = Lead.objects.get(pk=lead_id)
        Lead.objects.filter(pk=found.pk, content=content).update(decided_by=found.written_by)

    yield fail
    app.tasks.unregister("tests.fail")


def test_a_task(failing_task, lead, log):
    done = failing_task.apply([lead.pk, SECRET_CONTENT])
    assert isinstance(done.result, IntegrityError)
    assert SECRET_CONTENT in str(done.result)
    assert "tests.fail" in log.getvalue()
    assert "django.db.utils.IntegrityError" in log.getvalue()
    assert CANARY not in log.getvalue()
