"""Why a step is not open is said without the name of what one may not see."""

import pytest
from django.core.exceptions import ValidationError

from core.workflow.steps import steps_for
from personnel.postings import services
from rounds.models import Inspection
from tests.factories import PersonFactory, RecusalFactory, put


@pytest.fixture
def recused(office, organization):
    """Office staff who must stand aside from the organization."""
    type(office).objects.filter(pk=office.pk).update(person=RecusalFactory(organization=organization).person)
    return type(office).objects.get(pk=office.pk)


@pytest.fixture
def planned(inspection):
    put(Inspection.objects.filter(pk=inspection.pk), Inspection.Status.PLANNED, entered_on=None)
    return inspection


def blocked(row, user, name):
    return next(step.blocked for step in steps_for(row, user) if step.name == name)


def test_an_organization_in_the_way_is_named_to_those_who_see_it(planned, handler, recused, organization):
    for row, name in ((planned.team.round, "end"), (planned.team, "dissolve")):
        assert organization.name in blocked(row, handler, name)
        assert organization.name not in blocked(row, recused, name)
        assert "您须回避的党组织" in blocked(row, recused, name)


def test_who_cannot_be_posted_is_told_so_without_the_name(inspection, recused, organization):
    person = PersonFactory()
    RecusalFactory(person=person, organization=organization)
    with pytest.raises(ValidationError) as refused:
        services.enter_posting(inspection.team, by=recused, person=person, role="member", on=inspection.team.formed_on)
    assert organization.name not in str(refused.value)
