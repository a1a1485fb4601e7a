"""The fixed cast. The servers are started by tests/settings.py, before any of this.

`leader` and `member` are posted to the team of `inspection`; `secretary` and `liaison` stand for its organization and
`division` follows it; `stranger_leader` leads another team, `other_secretary` signs for another organization.
"""

import gc
import os
from datetime import date, datetime
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone, translation
from factory.django import DjangoModelFactory

from config.roles import act_as_owner, serve_as_application
from core.access.roles import Role
from personnel.models import Posting
from rounds.models import Body
from tests.copies import copied_out, leave_only
from tests.databases import template
from tests.dealing import TOGETHER, Dealing
from tests.factories import (
    BodyFactory,
    InspectionFactory,
    OrganizationFactory,
    PersonFactory,
    PostingFactory,
    RoundFactory,
    TeamFactory,
    UserFactory,
)
from tests.kept import standing
from tests.page_client import PageClient
from tests.weights import slow, weigh, weight_of

TODAY = date(2026, 11, 23)
collect_ignore = [] if os.environ.get("DRILLS") else ["drills"]
GARBAGE = 50_000
"""So many objects more than before are looked over for those that nothing leads to any longer."""


def pytest_sessionstart(session):
    """Tests read what people read: the Chinese of the catalogue as it is now."""
    if not hasattr(session.config, "workerinput"):  # the workers begin when this is done
        call_command("compile_catalogue")


def pytest_addoption(parser):
    parser.addoption("--weigh", action="store_true", help="keep in tests/weights.json how long each file took")
    parser.addoption("--walks", type=int, help="so many random walks of each kind, instead of a few")
    parser.addoption("--look", action="store_true", help="keep in test-artifacts/ what the pages look like")
    parser.addoption("--generated", type=int, help="ask so many generated requests each, others each time")


@pytest.fixture
def walks(request):
    """`walks(few)` are the seeds of a test's walks: a few, or as many as `--walks` asks for."""
    return lambda few: range(request.config.getoption("walks") or few)


def pytest_terminal_summary(terminalreporter, config):
    reports = [report for told in terminalreporter.stats.values() for report in told if hasattr(report, "duration")]
    if config.getoption("weigh"):
        weigh(reports)
    if config.getoption("walks"):
        for report in (report for report in reports if report.when == "call" and report.user_properties):
            terminalreporter.write_line(f"{report.nodeid}: {dict(report.user_properties)}")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items):
    """Marked before `-m` chooses; then the longest first, so that no worker is left with a long one in the end."""
    left_out = slow([item.nodeid for item in items], TOGETHER)
    for item in items:
        if item.nodeid in left_out:
            item.add_marker(pytest.mark.slow)
    yield
    items.sort(key=lambda item: -weight_of(item.nodeid))


def pytest_collection_finish():
    """What is loaded by now stays to the end: to look for garbage in it again and again takes a tenth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE, 10, 10)


def pytest_xdist_make_scheduler(config, log):
    return Dealing(config, log)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, django_test_environment, django_db_blocker
):
    """The database of this run, or of this worker, is a copy."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = template()


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef, request):
    """A fixture of a stage that stands already is not made again."""
    return standing(fixturedef, request)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """What a test committed is taken away after it, and what the migrations had written is as it was, keys and all.

    Tests do what the application's role may do; who makes and drops the database is its owner.
    """
    with django_db_blocker.unblock():
        written = copied_out()
        serve_as_application(connection, settings.APPLICATION_ROLE)
    with patch.object(TransactionTestCase, "_fixture_teardown", lambda case: leave_only(written)):
        yield
    with django_db_blocker.unblock():
        act_as_owner(connection)


@pytest.fixture(autouse=True)
def in_the_language_of_the_house():
    """What was asked for in English before leaves this process to the next test in Chinese."""
    translation.activate(settings.LANGUAGE_CODE)


def _account(username, *roles, **fields):
    return UserFactory(username=username, name=username.capitalize(), roles=roles, **fields)


@pytest.fixture(autouse=True)
def rows_counted_anew():
    """Numbers and names of the factories' rows do not depend on which tests ran before."""
    for made in DjangoModelFactory.__subclasses__():
        made.reset_sequence(force=True)


@pytest.fixture
def round_(db):
    return RoundFactory(number=18)


@pytest.fixture
def team(round_):
    return TeamFactory(round=round_, number=1)


@pytest.fixture
def organization(db):
    return OrganizationFactory(name="市财政局党组")


@pytest.fixture
def inspection(team, organization):
    """An inspection on site, by `team` of `round_`, of `organization`."""
    return InspectionFactory(team=team, organization=organization)


@pytest.fixture
def other_inspection(round_):
    """Another team's inspection in the same round."""
    return InspectionFactory(team=TeamFactory(round=round_, number=2))


@pytest.fixture
def office(db):
    return _account("office", Role.OFFICE)


@pytest.fixture
def handler(db):
    return _account("handler", Role.OFFICE, Role.LEAD_HANDLER)


@pytest.fixture
def handler_only(db):
    """Handles leads without being office staff."""
    return _account("handleronly", Role.LEAD_HANDLER)


@pytest.fixture
def leadinggroup(db):
    return _account("leadinggroup", Role.LEADING_GROUP)


def _posted(username, team, role):
    user = _account(username, person=PersonFactory(name=username.capitalize()))
    PostingFactory(team=team, person=user.person, role=role)
    return user


@pytest.fixture
def leader(inspection):
    return _posted("leader", inspection.team, Posting.Role.LEADER)


@pytest.fixture
def deputy(inspection):
    return _posted("deputy", inspection.team, Posting.Role.DEPUTY)


@pytest.fixture
def member(inspection):
    return _posted("member", inspection.team, Posting.Role.MEMBER)


@pytest.fixture
def stranger_leader(other_inspection):
    return _posted("stranger", other_inspection.team, Posting.Role.LEADER)


@pytest.fixture
def secretary(organization):
    return _account("secretary", Role.SECRETARY, organization=organization)


@pytest.fixture
def liaison(organization):
    return _account("liaison", Role.LIAISON, organization=organization)


@pytest.fixture
def other_secretary(other_inspection):
    return _account("othersecretary", Role.SECRETARY, organization=other_inspection.organization)


@pytest.fixture
def division(organization):
    user = _account("division", Role.DIVISION_LEADER)
    user.portfolio.add(organization)
    return user


@pytest.fixture
def discipline(db):
    return _account("discipline", Role.DISCIPLINE, body=BodyFactory(name="市纪委监委"))


@pytest.fixture
def orgdept(db):
    body = BodyFactory(name="市委组织部", kind=Body.Kind.ORGANIZATION_DEPARTMENT)
    return _account("orgdept", Role.ORGANIZATION_DEPARTMENT, body=body)


@pytest.fixture
def cooperating(db):
    return _account("cooperating", Role.COOPERATING, body=BodyFactory(name="市审计局", kind=Body.Kind.COOPERATING))


@pytest.fixture
def sysadmin(db):
    return _account("sysadmin", Role.SYSTEM_ADMIN)


@pytest.fixture
def secadmin(db):
    return _account("secadmin", Role.SECURITY_ADMIN)


@pytest.fixture
def auditor(db):
    return _account("auditor", Role.AUDIT_ADMIN)


@pytest.fixture
def client():
    """A stranger's browser."""
    return PageClient()


@pytest.fixture
def browse():
    """`browse(user)` is a test client signed in as that user; `browse(None)` is a stranger's."""

    def signed_in(user):
        client = PageClient()
        if user is not None:
            client.force_login(user, backend="personnel.accounts.backends.AccountBackend")
        return client

    return signed_in


class Clock:
    """Sets the time everything reads: `today()`, `timezone.now()` and automatic time stamps of Django."""

    def __init__(self, monkeypatch):
        self._monkeypatch = monkeypatch

    def set(self, text: str) -> datetime:
        """Set a local time such as "2026-11-23 08:00"."""
        moment = timezone.make_aware(datetime.fromisoformat(text))
        self._monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)
