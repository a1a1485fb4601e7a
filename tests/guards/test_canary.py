"""The content of a lead stays in its circle: no answer, export, log, mail or task of anyone else holds it."""

import inspect
import io
import logging
import zipfile
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from config.celery import app
from core.models import Notice
from core.notices.digests import deliver_digests
from core.reports.monthly import monthly_report
from core.workdays.reckoning import today
from findings.leads import services
from findings.models import Discipline, Lead
from tests.factories import LeadFactory
from tests.guards.test_addresses import address_of, client_of, is_signed_in, with_signing_out_last
from tests.guards.world import CAST, SECRET_CONTENT, SECRET_NAME, cast, world

__all__ = ["cast", "world"]

CANARY = "金丝雀"
CIRCLE = {"handler", "leadinggroup", "leader", "deputy", "discipline"}
CONTENT = {
    "subject_name": SECRET_NAME,
    "content": SECRET_CONTENT,
    "discipline": Discipline.INTEGRITY,
    "suggestion": Lead.Suggestion.FOLLOW_UP,
}
LIST_QUERIES = ("", "?export=xlsx", f"?words={CANARY}", f"?q={CANARY}")


def answers(client, address, queries) -> list[bytes]:
    """What the address answers to reading, exporting, searching for the secret and an empty form."""
    with transaction.atomic():
        got = [b"".join(client.get(address + query)) for query in queries]
        got.append(b"".join(client.post(address)))
        transaction.set_rollback(True)
    return got


def queries_of(pattern) -> tuple[str, ...]:
    """A list is also searched and exported; the page of one row is only read."""
    return ("",) if pattern.pattern.regex.groupindex else LIST_QUERIES


def unzipped(answer: bytes) -> bytes:
    """A workbook's parts as text; anything else as it is."""
    if not answer.startswith(b"PK"):
        return answer
    with zipfile.ZipFile(io.BytesIO(answer)) as archive:
        return b"".join(archive.read(part) for part in archive.namelist())


@pytest.mark.parametrize("name", sorted(set(CAST) - CIRCLE | {"nobody"}))
def test_no_answer_to_anyone_outside_the_circle_holds_it(name, cast, world):
    client, leaks = client_of(cast[name]), set()
    for address, pattern in with_signing_out_last():
        assert is_signed_in(client) == (name != "nobody"), f"signed out before {address}"
        for answer in answers(client, address_of(address, pattern, world), queries_of(pattern)):
            if SECRET_NAME.encode() in unzipped(answer) or SECRET_CONTENT.encode() in unzipped(answer):
                leaks.add(address)
    assert leaks == set()


@pytest.fixture
def whole_way(cast, inspection, caplog, django_capture_on_commit_callbacks):
    """A lead on its way from filing to conclusion, with everything it logs."""
    caplog.set_level(logging.DEBUG)
    lead = LeadFactory(
        inspection=inspection, subject_name=SECRET_NAME, content=SECRET_CONTENT, written_by=cast["leader"]
    )
    with django_capture_on_commit_callbacks(execute=True):
        services.file_lead(lead, by=cast["leader"])
        services.approve_lead(lead, by=cast["leadinggroup"])
        services.transfer_lead(lead, by=cast["handler"], bodies=[cast["discipline"].body])
    assert lead.status == Lead.Status.TRANSFERRED
    return lead


def test_no_notice_and_no_mail_holds_it(whole_way):
    deliver_digests(timezone.localtime().replace(hour=12) + timedelta(days=1))  # past the hour of the mails
    told = [f"{notice.subject} {notice.body} {notice.url}" for notice in Notice.objects.all()]
    sent = [f"{message.subject} {message.body} {message.to}" for message in mail.outbox]
    assert told
    assert sent
    assert CANARY not in " ".join(told + sent)


def test_no_log_holds_it(whole_way, cast, inspection, caplog):
    written = {**CONTENT, "inspection": inspection.pk}
    leader = client_of(cast["leader"])
    leader.post("/leads/add/", written)
    lead = Lead.objects.get(status=Lead.Status.DRAFT)
    leader.post(f"/leads/{lead.pk}/edit/", {**written, "subject_post": SECRET_NAME})
    assert Lead.objects.get(pk=lead.pk).subject_post == SECRET_NAME
    outsider = client_of(cast["office"])
    outsider.get(f"/leads/{lead.pk}/")
    outsider.post(f"/leads/{lead.pk}/edit/", written)
    for phase in ("setup", "call"):  # the way is gone in the fixture, before the call
        logged = [caplog.handler.format(record) for record in caplog.get_records(phase)]
        assert logged, phase
        assert CANARY not in " ".join(logged), phase


def test_the_monthly_workbook_counts_it_without_content(whole_way, cast):
    book = io.BytesIO()
    monthly_report(today().replace(day=1), book, user=cast["office"])
    parts = unzipped(book.getvalue())
    assert whole_way.number.encode() in parts
    assert CANARY.encode() not in parts


def test_tasks_take_keys_and_no_text():
    app.loader.import_default_modules()
    ours = [task for name, task in app.tasks.items() if not name.startswith("celery.")]
    assert ours
    taken = [parameter for task in ours for parameter in inspect.signature(task.run).parameters.values()]
    assert [str(parameter) for parameter in taken if not parameter.name.endswith("_id")] == []
