"""Monthly workbooks: asked for, drawn at a worker, kept, fetched, forgotten."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from tempfile import TemporaryFile
from typing import BinaryIO

from django.core.cache import cache
from django.core.files import File
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import budget
from core.access.reach import Actor, require
from core.access.roles import Right
from core.models import MonthlyReport
from core.models.monthly import PATIENCE
from core.notices.services import tell
from core.reports.monthly import monthly_report, one_moment, reported
from core.wording import in_house_language, kept_alone

KEPT = timedelta(days=7)
TOO_LATE = kept_alone(gettext_lazy("It was not drawn in time. Ask for it again."))
UNFORESEEN = kept_alone(gettext_lazy("Something went wrong that nobody foresaw; it is recorded. Ask for it again."))
NO_READER = kept_alone(gettext_lazy("You no longer draw reports, so this one was not drawn."))
LOCK = 0x1E46E6  # of the reports that are being drawn, each with its key


def require_reader(user: Actor) -> None:
    """Refuse whoever draws no reports."""
    require(user.reach.may(Right.DRAW_REPORTS), _("Only the office and the leading group draw reports."))


def ask_for_report(month: date, *, by: Actor) -> tuple[MonthlyReport, bool]:
    """The workbook of a month as it is to be drawn, and whether a worker has to be sent for it.

    Asked for again while it is being drawn it is the same. Raises `NotYetBegun` for a month to come and `OverBudget`
    where this account has too much under way.
    """
    require_reader(by)
    reported(month)
    with transaction.atomic():
        now = timezone.now()
        _give_up_lost(by, month, now)
        facts = {"asked_at": now, "expires_at": now + KEPT, "language": translation.get_language()}
        report, is_new = MonthlyReport.objects.get_or_create(user_id=by.pk, month=month, done_at=None, defaults=facts)
        if is_new:
            budget.begin(by, _work(report))
    return report, is_new


def draw_report(report: MonthlyReport) -> None:
    """Draw what was asked for and tell who asked. A second run finds it done or being drawn, and does nothing."""
    try:
        with translation.override(report.language), TemporaryFile(suffix=".xlsx") as file:
            if _drawn(report, file):
                _keep(report, file)
    except Exception:  # whatever it is, the page must not wait for an answer forever
        with transaction.atomic():
            _fail(report, UNFORESEEN)
        raise


def progress_of(report: MonthlyReport) -> tuple[int, int]:
    """How many sheets are written, and of how many; (0, 0) before a worker has begun."""
    written, of = cache.get(_work(report)) or (0, 0)
    return written, of


@transaction.atomic
def forget_expired_reports() -> int:
    """Delete expired workbooks with their files; how many that were."""
    over = list(MonthlyReport.objects.expired())
    for report in over:
        report.delete()
        if report.file:
            transaction.on_commit(partial(report.file.storage.delete, report.file.name))
    return len(over)


def _give_up_lost(by: Actor, month: date, now: datetime) -> None:
    """Let go of one whose worker has died, so that another can be asked for."""
    lost = MonthlyReport.objects.filter(user_id=by.pk, month=month, done_at=None, asked_at__lte=now - PATIENCE)
    for report in lost.select_for_update(skip_locked=True):
        _end(report, failure=in_house_language(TOO_LATE))


def _drawn(report: MonthlyReport, file: BinaryIO) -> bool:
    """Write the workbook into the file; False if another worker is at it, or it may not be drawn any more."""
    with one_moment():
        if not _alone_at(report):
            return False
        if not report.user.reach.may(Right.DRAW_REPORTS):
            _fail(report, NO_READER)
            return False
        report.drawn_for = report.user.reach.digest
        monthly_report(report.month, file, user=report.user, told=_telling(report))
    return True


def _alone_at(report: MonthlyReport) -> bool:
    """Whether nobody else draws it; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, report.pk % 2**31])
        return cursor.fetchone()[0]


@transaction.atomic
def _keep(report: MonthlyReport, file: BinaryIO) -> None:
    fresh = MonthlyReport.objects.select_for_update().filter(pk=report.pk, done_at=None).first()
    if fresh is None:
        return
    file.seek(0)
    fresh.file.save(f"{uuid.uuid4().hex}.xlsx", File(file), save=False)
    _end(fresh, drawn_for=report.drawn_for)
    _tell(fresh, gettext_lazy("The monthly workbook of %(month)s is ready"))


def _fail(report: MonthlyReport, words: Promise) -> None:
    _end(report, failure=in_house_language(words))
    _tell(report, gettext_lazy("The monthly workbook of %(month)s could not be drawn"))


def _end(report: MonthlyReport, **facts: str) -> None:
    for name, value in facts.items():
        setattr(report, name, value)
    report.done_at = timezone.now()
    report.save(update_fields=["done_at", "file", *facts])
    transaction.on_commit(lambda: budget.end(report.user, _work(report)))


def _tell(report: MonthlyReport, subject: Promise) -> None:
    month = lazy(date_format, str)(report.month, "YEAR_MONTH_FORMAT")
    url, key = report.get_absolute_url(), _work(report)
    tell([report.user], kind="monthly_report", subject=subject, url=url, key=key, month=month)


def _telling(report: MonthlyReport) -> Callable[[int, int], None]:
    """Says how far it is where every process can read it: nothing else of an open transaction is seen outside."""
    return lambda written, of: cache.set(_work(report), (written, of), budget.LEASE)


def _work(report: MonthlyReport) -> str:
    """What it is called in the budget of its reader, in the cache and among notices."""
    return f"monthly-report:{report.pk}"
