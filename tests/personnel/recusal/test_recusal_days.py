"""A recusal and a posting end on a day that has come, and not before they began."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from personnel.postings.services import release_person
from personnel.recusal.services import declare_recusal, end_recusal
from tests.factories import OrganizationFactory, PersonFactory, PostingFactory, RecusalFactory

TO_COME = date(2099, 1, 1)


def test_a_recusal_is_not_declared_for_a_day_to_come(office):
    with pytest.raises(ValidationError) as error:
        declare_recusal(PersonFactory(), by=office, organization=OrganizationFactory(), reason="亲属任职", on=TO_COME)
    assert list(error.value.message_dict) == ["declared_on"]


@pytest.mark.parametrize("on", [date(2020, 1, 1), date(2025, 12, 31), TO_COME])
def test_a_recusal_does_not_end_before_it_was_declared_nor_in_the_future(office, on):
    with pytest.raises(ValidationError) as error:
        end_recusal(RecusalFactory(declared_on=date(2026, 1, 1)), by=office, on=on, reason="已离任")
    assert list(error.value.message_dict) == ["ended_on"]


def test_the_database_holds_the_days_of_a_recusal_in_order(db):
    with pytest.raises(IntegrityError):
        RecusalFactory(declared_on=date(2026, 1, 1), ended_on=date(2025, 12, 31))


@pytest.mark.parametrize("on", [date(2026, 2, 24), TO_COME])
def test_nobody_is_released_before_being_posted_nor_in_the_future(office, on):
    with pytest.raises(ValidationError) as error:
        release_person(PostingFactory(posted_on=date(2026, 2, 25)), by=office, on=on)
    assert list(error.value.message_dict) == ["released_on"]
