"""No link of ours leads to another host.

Open redirect.
"""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.models import Notice
from core.notices.services import tell
from tests.factories import PASSWORD
from tests.guards.routes import client_of

EVIL = [
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "https://evil.example/",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.example",
    "/\t/evil.example/",
    "http://testserver@evil.example/",
    "http://testserver.evil.example/",
]
OURS = {"/", "/papers/"}


@pytest.mark.parametrize("address", EVIL)
def test_signing_in_leads_to_a_page_of_ours(address, cast):
    sent = {"username": "leader", "password": PASSWORD, "next": address}
    response = client_of(None).post("/login/", sent)
    assert response.status_code == 302
    assert response["Location"] in OURS


@pytest.mark.parametrize("frame", ["/frame/language/", "/frame/looks/"])
@pytest.mark.parametrize("address", EVIL)
def test_choosing_language_or_looks_leads_back_to_ours(frame, address, cast):
    response = client_of(cast["leader"]).post(frame, {"language": "en", "theme": "dark", "next": address})
    assert response["Location"] in OURS


@pytest.mark.parametrize("address", EVIL)
def test_a_notice_leads_to_a_page_of_ours(address, cast):
    with pytest.raises(SuspiciousOperation):
        tell([cast["office"]], kind="test", subject="测试", url=address)


@pytest.mark.parametrize("address", ["//evil.example/", "/\\evil.example/", "https://evil.example/"])
def test_the_database_keeps_no_notice_that_leads_elsewhere(address, cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(
            recipient=cast["office"], kind="test", subject="x", url=address, created_at=timezone.now()
        )


def test_a_foreign_host_is_not_answered(cast):
    client = client_of(cast["leader"])
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/", headers={"X-Forwarded-Host": "evil.example"}).status_code == 200
