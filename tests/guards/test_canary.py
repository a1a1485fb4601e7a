"""The content of a lead stays in its circle: no log, mail, workbook or task holds it; answers: tests/guards/walk."""

import inspect
import io
import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from config.celery import app
from core.models import Notice
from core.notices.digests import deliver_digests
from core.reports.monthly import monthly_report
from core.workdays.reckoning import today
from findings.leads import services
from findings.models import Discipline, Lead
from tests.factories import LeadFactory
from tests.guards.routes import client_of
from tests.guards.walk.answers import unzipped
from tests.guards.world import SECRET_CONTENT, SECRET_NAME, built_once, cast, world

__all__ = ["built_once", "cast", "world"]

CANARY = "金丝雀"
CONTENT = {
    "subject_name": SECRET_NAME,
    "content": SECRET_CONTENT,
    "discipline": Discipline.INTEGRITY,
    "suggestion": Lead.Suggestion.FOLLOW_UP,
}


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
    told = [f"{notice.subject} {notice.subjects} {notice.body} {notice.url}" for notice in Notice.objects.all()]
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
    texts = [each for each in taken if not each.name.endswith("_id") and each.annotation is not bool]
    assert [str(each) for each in texts] == []
