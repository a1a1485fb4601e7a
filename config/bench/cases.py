"""The benchmarks: targets are for 5,420 findings on two cores; a floor is the same work by the plainest means."""

import json
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import psycopg
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from config.bench.clients import papers_created, progress_reported
from config.bench.measure import Measured, median_seconds, milliseconds, seconds
from config.bench.pages import pages_that_tell, statements_of
from config.bench.server import Site, serving, signed_in, with_token
from config.roles import past_the_trail
from core.reports.monthly import write_monthly_report
from core.workdays.reckoning import today
from personnel.models import User
from personnel.reminders.sweep import sweep
from rectification import duties

LIST_FLOOR = """
    SELECT f.id, f.number, f.text, f.status, f.found_on, f.issued_on, c."group", c.title, o.name, t.number, r.number
      FROM findings_finding f
      JOIN findings_category c ON c.id = f.category_id
      JOIN rounds_inspection i ON i.id = f.inspection_id
      JOIN rounds_organization o ON o.id = i.organization_id
      JOIN rounds_team t ON t.id = i.team_id
      JOIN rounds_round r ON r.id = t.round_id
     WHERE f.id > %s ORDER BY f.id LIMIT %s
"""
SWEEP_FLOOR = """
    INSERT INTO rectification_reminder (obligation_id, threshold, due_on, recipient_id, written_at)
    SELECT obligation_id, threshold, due_on, recipient_id, now() FROM bench_written
"""
MORE_OBLIGATIONS = """
    INSERT INTO rectification_obligation
           (node, title, titles, subject_type_id, subject_id, inspection_id, organization_id,
            from_on, due_on, unit, is_confidential, updated_at)
    SELECT %s, 'benchmark', '{}', kind.id, 1000000000 + n, inspection.id, inspection.organization_id,
           %s::date - 90, %s::date - 10 + (n %% 20)::int, '', false, now()
      FROM (SELECT id, organization_id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS amount
              FROM rounds_inspection) inspection
     CROSS JOIN LATERAL generate_series(place, %s, amount) n
      JOIN django_content_type kind ON kind.app_label = 'rectification' AND kind.model = 'item'
"""
FINDINGS = "/api/v1/findings/?limit=500"


def run_all(scale: int) -> Iterator[Measured]:
    """Every benchmark over the database this process is connected to."""
    with serving() as site, psycopg.connect(**connection.get_connection_params()) as plain:
        yield findings_list(scale, site, plain)
        yield api_page(scale, site, plain)
        yield api_walk(scale, site, plain)
        yield from pages_that_tell(scale, site)
        yield memory_of_a_worker(scale, site)
        yield papers_created(scale, site)
        yield progress_reported(scale, site)
    yield monthly_workbook(scale)
    yield reminder_sweep(scale)
    if scale > 1:
        yield million_reminders(scale)


def findings_list(scale: int, site: Site, plain) -> Measured:
    """The first page of the findings list in a browser: 50 rows."""
    office = _office()
    headers = signed_in(office)
    statements, page = statements_of("/findings/", office)
    value = median_seconds(lambda: site.get("/findings/", headers), 30)
    floor = median_seconds(lambda: plain.execute(LIST_FLOOR, [0, 50]).fetchall(), 30)
    facts = {"sql": len(statements), "kilobytes": len(page) // 1024}
    return Measured(
        "findings list page", scale, milliseconds(value), milliseconds(floor), "ms", "≤ 30 ms, ≤ 8 SQL, ≤ 80 KB", facts
    )


def api_page(scale: int, site: Site, plain) -> Measured:
    """The first hundred findings over the API."""
    headers = with_token(_office())
    value = median_seconds(lambda: site.get("/api/v1/findings/", headers), 30)
    floor = median_seconds(lambda: _as_json(plain.execute(LIST_FLOOR, [0, 100]).fetchall()), 30)
    return Measured("API, first 100 findings", scale, milliseconds(value), milliseconds(floor), "ms", "≤ 12 ms", {})


def api_walk(scale: int, site: Site, plain) -> Measured:
    """A walk over all findings, 500 a page, following `next`."""
    headers = with_token(_office())
    rows = sum(len(page["results"]) for page in _walk(site, headers))
    value = median_seconds(lambda: list(_walk(site, headers)), 3 if scale == 1 else 1)
    floor = median_seconds(lambda: _walk_plainly(plain), 3 if scale == 1 else 1)
    return Measured(
        "API, walk over all findings", scale, round(value, 3), round(floor, 3), "s", "≤ 0.6 s", {"rows": rows}
    )


def memory_of_a_worker(scale: int, site: Site) -> Measured:
    """What the largest worker takes after all that was read of it before; there is no floor."""
    workers = site.memory_of_workers()
    value, facts = round(max(workers), 1), {"workers": len(workers)}
    return Measured("memory of a worker after reads (PSS)", scale, value, 0, "MiB", "≤ 80 MiB", facts)


def _walk(site: Site, headers: dict) -> Iterator[dict]:
    path = FINDINGS
    while path:
        page = json.loads(site.get(path, headers))
        yield page
        path = page["next"] and page["next"].partition(f":{site.port}")[2]


def _walk_plainly(plain) -> None:
    last = 0
    while rows := plain.execute(LIST_FLOOR, [last, 500]).fetchall():
        last = rows[-1][0]
        _as_json(rows)


def _as_json(rows) -> str:
    return json.dumps(rows, default=str, ensure_ascii=False)


def monthly_workbook(scale: int) -> Measured:
    """Last month with the whole history; the floor writes the same cells by openpyxl write-only, without any style."""
    month = (today().replace(day=1) - timedelta(days=1)).replace(day=1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "month.xlsx"
        grew = _memory_growth(lambda: write_monthly_report(month, path, is_whole=True))
        value = seconds(lambda: write_monthly_report(month, path, is_whole=True))
        sheets = _cells(path)
        floor = seconds(lambda: _write_plainly(sheets, Path(folder) / "plain.xlsx"))
    facts = {"cells": sum(len(row) for rows in sheets.values() for row in rows), "memory_growth_mib": grew}
    want = "≤ 1.5 × floor, memory flat"
    return Measured("monthly workbook", scale, round(value, 2), round(floor, 2), "s", want, facts)


def _cells(path: Path) -> dict[str, list[tuple]]:
    book = openpyxl.load_workbook(path, read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def _write_plainly(sheets: dict[str, list[tuple]], path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


def _memory_growth(work) -> int:
    """By how many MiB the peak memory of this process grew; writing 5 there makes the peak begin anew."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _peak_kib()
    work()
    return (_peak_kib() - before) // 1024


def _peak_kib() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))


def reminder_sweep(scale: int) -> Measured:
    """A sweep in which every item is owed; the floor inserts the same reminders by one statement. Nothing is kept."""
    return _swept("reminder sweep", scale, "≤ 0.15 s, ≤ 10 SQL")


def million_reminders(scale: int) -> Measured:
    """The same with a million obligations more, each due to be reminded of."""
    return _swept("sweep of a million reminders", scale, "≤ 30 s, memory flat", more=1_000_000)


def _swept(name: str, scale: int, want: str, *, more: int = 0) -> Measured:
    with transaction.atomic(), connection.cursor() as cursor:
        if more:
            with past_the_trail() as owners:  # what is rolled back needs none
                owners.execute(MORE_OBLIGATIONS, [duties.RECTIFY_ITEM, today(), today(), more])
        with CaptureQueriesContext(connection) as statements:
            began = time.perf_counter()
            grew = _memory_growth(lambda: sweep(today()))
            value = time.perf_counter() - began
        cursor.execute("CREATE TEMPORARY TABLE bench_written ON COMMIT DROP AS SELECT * FROM rectification_reminder")
        facts = {"sql": len(statements), "reminders": cursor.rowcount, "memory_growth_mib": grew}
        cursor.execute("DELETE FROM rectification_reminder")
        floor = seconds(lambda: cursor.execute(SWEEP_FLOOR))
        transaction.set_rollback(True)
    return Measured(name, scale, round(value, 3), round(floor, 3), "s", want, facts)


def _office() -> User:
    return User.objects.get(username="office")
