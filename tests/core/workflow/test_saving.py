"""What is asked before a row is saved, and what the database is left to say."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.workflow.acts import one_act
from core.workflow.moves import is_held
from core.workflow.saving import save_checked
from rounds.models import Organization, Team
from tests.factories import OrganizationFactory, RoundFactory, TeamFactory

pytestmark = pytest.mark.django_db


def asked(row, by, **facts) -> list[str]:
    """What was asked before the row was saved."""
    with CaptureQueriesContext(connection) as statements, one_act():
        save_checked(row, by=by, **facts)
    return [each["sql"] for each in statements if each["sql"].startswith("SELECT 1")]


def test_of_a_row_that_stands_only_what_changes_is_asked_for(office):
    assert asked(OrganizationFactory(), office, category="区县") == []


def test_a_name_is_asked_for_by_its_skeleton(office):
    OrganizationFactory(name="市财政局党组")
    with pytest.raises(ValidationError) as refusal:
        save_checked(OrganizationFactory(), by=office, name="市 财政局党组")
    assert list(refusal.value.error_dict) == ["name"]


def test_what_is_taken_together_is_asked_for_with_either_part(office):
    taken = TeamFactory()
    other = TeamFactory(round=taken.round)
    with pytest.raises(ValidationError):
        save_checked(other, by=office, number=taken.number)
    elsewhere = TeamFactory(round=RoundFactory(), number=taken.number)
    with pytest.raises(ValidationError):
        save_checked(elsewhere, by=office, round=taken.round)


def test_in_an_act_the_database_says_in_the_same_words_what_a_check_forbids(office, inspection):
    said = []
    for within in (transaction.atomic, one_act):
        with pytest.raises(ValidationError) as refusal, within():
            save_checked(inspection, by=office, left_on=inspection.entered_on.replace(year=2020))
        said.append(refusal.value.message_dict)
    assert said[0] == said[1]


def test_what_the_transaction_entered_is_held(office, round_):
    with transaction.atomic():
        team = save_checked(Team(round=round_, number=7, formed_on="2026-02-25"), by=office)
        assert is_held(team)
    assert not is_held(team)


def test_a_new_row_is_asked_for_wholly(office):
    taken = OrganizationFactory()
    with pytest.raises(ValidationError):
        save_checked(Organization(name=taken.name, category=taken.category, level=taken.level), by=office)
