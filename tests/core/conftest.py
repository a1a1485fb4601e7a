"""What tests of the floor share: people to tell, a client that speaks the API."""

import pytest
from django.contrib.auth import get_user_model


@pytest.fixture
def make_user(db):
    """Makes accounts without any role."""

    def make(username, **fields):
        fields = {"name": username, "email": f"{username}@example.org"} | fields
        return get_user_model().objects.create_user(username, "Right-1-Horse", **fields)

    return make


@pytest.fixture
def alice(make_user):
    return make_user("alice")


@pytest.fixture
def bob(make_user):
    return make_user("bob", language="en")
