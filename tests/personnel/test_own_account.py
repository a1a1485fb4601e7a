"""Nobody is offered to part their own account from the person it stands for."""

import pytest
from django.urls import reverse

from tests.factories import PersonFactory


@pytest.fixture
def own(office):
    """The office's own person."""
    office.person = PersonFactory()
    office.save()
    return office.person


def test_the_button_is_on_the_page_of_others_and_not_on_ones_own(browse, office, own, leader):
    pages = {person: browse(office).get(person.get_absolute_url()).content.decode() for person in (own, leader.person)}
    assert office.username in pages[own]
    part = {person: reverse("personnel:person_unlink", args=[person.pk]) in page for person, page in pages.items()}
    assert part == {own: False, leader.person: True}
