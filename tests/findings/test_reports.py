"""Figures and sheets: counted by the dates of facts, through the door, and leads without names."""

from datetime import date

import pytest

from core.reports.figures import figures
from core.reports.period import Period
from core.reports.sheets import sheets
from findings.models import Finding, Lead
from tests.factories import FindingFactory, LeadFactory
from tests.findings.conftest import LEAD

MAY = Period(date(2026, 5, 1), date(2026, 5, 31))
JUNE = Period(date(2026, 6, 1), date(2026, 6, 30))


def rows_of(key, period, user=None, *, whole=False):
    return [row.values for row in sheets[key].drawn(period, user, whole=whole)[0]]


@pytest.fixture
def rows(inspection, other_inspection):
    """Two findings and two leads, one each of May and of June, in two inspections; and drafts that count nowhere."""
    for place, day in ((inspection, date(2026, 5, 9)), (other_inspection, date(2026, 6, 1))):
        FindingFactory(inspection=place, status=Finding.Status.ISSUED, issued_on=day)
        LeadFactory(inspection=place, status=Lead.Status.TRANSFERRED, referred_on=day, **LEAD)
    FindingFactory(inspection=inspection)
    LeadFactory(inspection=inspection)


@pytest.mark.parametrize("key", ["findings_for_rectification", "leads_referred"])
class TestFigures:
    def test_are_counted_as_of_a_day(self, rows, key):
        compute = figures[key].compute
        days = [date(2026, 5, 8), date(2026, 5, 9), date(2026, 5, 31), date(2026, 6, 1)]
        assert [compute(day, None, None) for day in days] == [0, 1, 1, 2]

    def test_and_for_a_period(self, rows, key):
        assert figures[key].compute(date(2026, 5, 31), MAY, None) == 1
        assert figures[key].compute(date(2026, 5, 8), MAY, None) == 0

    def test_through_the_door(self, rows, key, office, stranger_leader, secretary, auditor):
        compute = figures[key].compute
        counted = [compute(date(2026, 12, 1), None, user) for user in (office, secretary, auditor)]
        assert counted[0] == 2
        assert counted[2] == 0
        assert counted[1] == (1 if key.startswith("findings") else 0)


class TestSheets:
    def test_the_ledger_of_findings_marks_the_new_ones(self, rows):
        found = rows_of("findings", JUNE, whole=True)
        assert [row[0] for row in found] == [1, 2]
        assert [bool(row[-1]) for row in found] == [True, False]
        assert len(rows_of("findings", MAY, whole=True)) == 1

    def test_the_month_has_its_own_findings(self, rows):
        assert [row[-2] for row in rows_of("findings", JUNE)] == [date(2026, 6, 1)]

    def test_a_lead_stays_in_the_months_until_it_is_concluded(self, rows):
        assert [row[7] for row in rows_of("leads", JUNE)] == [date(2026, 6, 1), date(2026, 5, 9)]
        Lead.objects.filter(referred_on=date(2026, 5, 9)).update(concluded_on=date(2026, 6, 2))
        assert [row[8] for row in rows_of("leads", MAY)] == [None]
        assert [row[8] for row in rows_of("leads", JUNE)] == [None, date(2026, 6, 2)]
        july = Period(date(2026, 7, 1), date(2026, 7, 31))
        assert len(rows_of("leads", july)) == 1
        assert len(rows_of("leads", july, whole=True)) == 2

    def test_its_rows_fit_its_columns(self, rows):
        for key in ("findings", "leads"):
            for row in rows_of(key, MAY):
                assert len(row) == len(sheets[key].columns)

    def test_leads_are_listed_without_names(self, rows, office, leader):
        text = str(rows_of("leads", MAY, office))
        assert "XS01-" in text
        assert not any(str(LEAD[name]) in text for name in ("subject_name", "subject_post", "content"))
        assert rows_of("leads", MAY, leader) == []
