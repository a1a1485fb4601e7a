"""Text is text: on a page for every role, in a workbook, in a mail and in a template.

Stored XSS, formula injection, template injection.
"""

import io
import zipfile
from datetime import timedelta

import pytest
from django.db import models
from django.utils import timezone
from openpyxl import load_workbook

from core.models import Attachment, Notice
from core.notices.digests import deliver_digests
from core.notices.services import tell
from findings.models import Disposal
from personnel.models import User
from tests.security.routes import client_of, opened_by, undone

SCRIPT = "<script>x(1)</script>"
ATTRIBUTE = '"onload=x(1) a="'
PAYLOAD = f"=1+1{SCRIPT}{ATTRIBUTE}{{{{7*7}}}}{{% now %}}"
SHORTEST = len(PAYLOAD)
LOOKED_UP = {"url", "key", "kind", "file", "content_type", "sha256", "digest", "username", "password", "email"}


def text_fields(row) -> list[str]:
    """Fields of a row that hold what somebody typed."""
    return [
        field.name
        for field in row._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in LOOKED_UP
        and (field.max_length or SHORTEST) >= SHORTEST
    ]


@pytest.fixture
def poisoned(cast, world):
    """The world with the payload in every text of every row."""
    Disposal.objects.create(
        transfer=world.transfer, method="inquiry", decided_on="2026-11-01", note="x", reported_by=cast["discipline"]
    )
    rows = [*vars(world).values(), *Disposal.objects.all(), *User.objects.all(), *Attachment.objects.all()]
    for place, row in enumerate(rows):
        if names := text_fields(row):
            values = {name: PAYLOAD + str(place) if row._meta.get_field(name).unique else PAYLOAD for name in names}
            type(row)._base_manager.filter(pk=row.pk).update(**values)
    return world


def is_alive(body: str) -> bool:
    """Whether the payload would run, or was taken for a template."""
    return SCRIPT in body or ATTRIBUTE in body or "=1+149" in body


def formulas(content: bytes) -> list[str]:
    """Cells of a workbook that would be computed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
    assert not [part for part in parts if b"<f>" in part or b"<f " in part]
    book = load_workbook(io.BytesIO(content))
    return [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("name", ["handler", "leader", "liaison", "discipline", "sysadmin"])
def test_nothing_typed_runs_on_a_page_or_in_a_workbook(name, cast, poisoned):
    client = client_of(cast[name])
    alive, shown, computed = [], 0, []
    for route in opened_by(name):
        address = route.at(poisoned)
        answer = undone(client.get, address)
        if "text/html" not in answer.get("Content-Type", ""):
            continue
        body = answer.body.decode()
        shown += "&lt;script&gt;x(1)" in body
        if is_alive(body):
            alive.append(address)
        if "export=xlsx" in body:
            book = undone(client.get, address, {"export": "xlsx"}).body
            computed += [f"{address} {cell}" for cell in formulas(book)]
    assert (alive, computed) == ([], [])
    assert shown


def test_the_ledger_of_leads_and_the_monthly_workbook_compute_nothing(cast, poisoned):
    client = client_of(cast["handler"])
    ledger = undone(client.post, "/leads/export/", {"reason": PAYLOAD}).body
    monthly = undone(client.get, "/reports/monthly/", {"month": "2026-11"}).body
    assert formulas(ledger) + formulas(monthly) == []


def test_a_payload_in_a_notice_is_plain_text_in_the_mail(cast, world, mailoutbox):
    Notice.objects.all().delete()
    tell([cast["office"]], kind="test", subject="%(x)s", url="/", x=f"{PAYLOAD}\r\nBcc: evil@example.test")
    deliver_digests(timezone.localtime().replace(hour=12) + timedelta(days=1))  # past the hour of the mails
    [mail] = mailoutbox
    assert mail.content_subtype == "plain"
    assert "Bcc" not in mail.message()
    assert "49" not in mail.body
