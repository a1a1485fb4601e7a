"""A client that speaks the API as one of the cast."""

import json

import pytest
from django.test import Client

from core.api.tokens import issue_token
from rounds.models import Organization
from tests.factories import OrganizationFactory


class ApiClient(Client):
    """Sends JSON and a token; `key` and `match` become Idempotency-Key and If-Match."""

    def __init__(self, user=None, token=None, **kwargs):
        super().__init__(raise_request_exception=False, **kwargs)
        self.token = token or (issue_token(user)[1] if user else None)

    def call(self, method, address, body=None, *, key=None, match=None, language=None, **headers):
        headers |= {"Authorization": f"Token {self.token}"} if self.token else {}
        optional = {"Idempotency-Key": key, "If-Match": match, "Accept-Language": language}
        headers |= {name: value for name, value in optional.items() if value is not None}
        content = json.dumps(body) if body is not None else ""
        return self.generic(method, f"/api/v1/{address}", content, "application/json", headers=headers)

    def read(self, address, **kwargs):
        return self.call("GET", address, **kwargs)

    def write(self, address, body=None, **kwargs):
        return self.call("POST", address, body or {}, **kwargs)


@pytest.fixture
def api_of(db):
    """`api_of(user)` is that user's client."""
    return ApiClient


@pytest.fixture
def api(office):
    """The office's client."""
    return ApiClient(office)


@pytest.fixture
def organizations(db) -> list[Organization]:
    """Twenty-five organizations, by id."""
    return sorted(OrganizationFactory.create_batch(25), key=lambda organization: organization.pk)
