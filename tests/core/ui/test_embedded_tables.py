"""Tables within sections of a page: declared once, shown by one component."""

import re
from datetime import date
from pathlib import Path

from django.conf import settings
from django.template import Context, Template

from core.models import CalendarDay
from core.ui import tables

TEMPLATES = Path(settings.BASE_DIR) / "templates"
BY_HAND = {
    "core/_import_compared.html": "cells of a workbook beside what stands",
    "core/_import_errors.html": "cells of a workbook, not rows of ours",
    "core/_import_sample.html": "the same",
    "core/_import_subjects.html": "what was understood of a file, each with its source",
    "core/_overview.html": "each number opens its own list",
    "core/reports.html": "two tables of links, each with a form",
    "findings/_signatures.html": "signed by hand, on paper",
    "findings/portfolio_notice_paper.html": "a paper as it is printed",
    "rectification/archive_paper.html": "the same, a stage a row over its documents",
    "rectification/_plan_table.html": "the same, an item a row over the rows of its measures",
    "rectification/findings_paper.html": "the same",
    "rectification/receipt_paper.html": "the same",
    "personnel/calendar/month.html": "a day a cell",
    "rectification/board.html": "each number opens its own list",
    "rounds/_plan.html": "a team a row, with people and organizations in its cells",
    "rounds/_round_teams.html": "grouped by team",
}
"""Tables that no declaration of columns fits, and why."""


class Days(tables.EmbeddedTable):
    """Two columns, the second shown whole."""

    day = tables.DateColumn(verbose_name="Day")
    name = tables.TextColumn(verbose_name="Name", whole=True)

    class Meta:
        model = CalendarDay
        fields = ()


def shown(*rows, **options) -> str:
    source = "{% embedded_table table empty=empty %}"
    return Template(source).render(Context({"table": Days(rows), "empty": ""} | options))


def day(number, name="") -> CalendarDay:
    return CalendarDay(pk=number, day=date(2026, 5, number), name=name)


def test_the_rows_stand_in_the_order_given_under_heads_that_do_not_sort():
    html = shown(day(4), day(1), day(3))
    assert re.findall(r"2026-05-\d\d", html) == ["2026-05-04", "2026-05-01", "2026-05-03"]
    assert re.findall(r"<th scope=\"col\"[^>]*>([^<]*)</th>", html) == ["Day", "Name"]
    assert 'data-label="Day"' in html


def test_a_text_shown_whole_keeps_its_lines_and_is_escaped():
    assert "one<br>&lt;b&gt;two" in shown(day(1, "one\n<b>two"))


def test_without_rows_it_says_what_is_missing():
    html = shown(empty="None yet.")
    assert "None yet." in html
    assert "<table" not in html


def test_no_template_writes_a_table_by_hand():
    by_hand = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if path.parent.name != "components" and "<table" in path.read_text()
    }
    assert by_hand == BY_HAND.keys()
