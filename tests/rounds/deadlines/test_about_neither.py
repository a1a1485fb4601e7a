"""What an organization owes apart from any inspection and round."""

from datetime import date

import pytest

from personnel.models import Reminder
from personnel.reminders.tasks import remind
from rectification import duties
from rounds.deadlines.obligations import open_obligation
from rounds.models import Obligation
from tests.core.api.conftest import ApiClient
from tests.factories import PersonFactory, RecusalFactory, fresh

BEGAN, DUE = date(2026, 9, 1), date(2026, 11, 1)


@pytest.fixture
def owed(organization):
    facts = {"organization": organization, "from_on": BEGAN, "due_on": DUE}
    open_obligation(duties.FILE_PLAN, organization, "报送", **facts)
    return Obligation.objects.get()


def seen_by(user):
    return list(Obligation.objects.visible_to(user))


def recuse(user, organization):
    user.person = PersonFactory()
    user.save()
    RecusalFactory(person=user.person, organization=organization)
    return fresh(user)


def reminded():
    remind()
    return set(Reminder.objects.values_list("recipient__username", flat=True))


def test_the_organization_and_the_office_see_it_and_other_organizations_do_not(owed, liaison, office, other_secretary):
    assert [seen_by(user) for user in (liaison, office, other_secretary)] == [[owed], [owed], []]


def test_whoever_is_recused_from_the_organization_does_not_see_it(owed, office):
    assert seen_by(recuse(office, owed.organization)) == []


@pytest.mark.usefixtures("owed")
def test_those_who_stand_for_the_organization_are_reminded(liaison, division):
    assert reminded() == {"liaison", "division"}


def test_whoever_is_recused_is_not_reminded(owed, liaison, division):
    recuse(division, owed.organization)
    assert reminded() == {"liaison"}


def test_the_api_and_the_list_tell_whose_it_is(owed, browse, office):
    row = ApiClient(office).read("obligations/").json()["results"][0]
    told = [row[name] for name in ("inspection", "organization_name", "round_number", "team_number")]
    assert told == [None, owed.organization.name, None, None]
    page = browse(office).get("/obligations/", {"organization": owed.organization_id}).content.decode()
    assert owed.title in page
