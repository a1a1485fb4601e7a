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


def test_whoever_comes_all_the_same_is_refused_before_typing(browse, office, own, leader):
    client = browse(office)
    assert client.get(reverse("personnel:person_unlink", args=[leader.person_id])).status_code == 200
    refused = client.get(reverse("personnel:person_unlink", args=[own.pk]))
    assert refused.status_code == 403
    assert "不能解除本人账号的人员关联" in refused.content.decode()
