"""Each file of `tests/imports/cases.py`, by page and by command: the same facts, told before and saved after."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.models import LedgerUpload
from findings.models import Finding, LeadLedgerAccess
from rounds.models import Organization
from tests.factories import OrganizationFactory
from tests.imports.case_parts import CIVIL, FOREST, GRAIN, WOMEN, organizations
from tests.imports.cases import CASES
from tests.imports.doors import Command, Page
from tests.ledgers import SAMPLES

FILES = SAMPLES / "cases"


@pytest.fixture(params=["page", "command"])
def door(request, browse, tmp_path):
    """`door(case)`: its file, put before the page or the command by who uploads it, into the office it needs."""

    def opened(case):
        for name in (CIVIL, GRAIN, WOMEN, FOREST):
            OrganizationFactory(name=name)
        case.office()
        path = tmp_path / case.file
        path.write_bytes(case.change((FILES / case.file).read_bytes()))
        user = request.getfixturevalue(case.by)
        if request.param == "page":
            return Page(browse(user), path)
        return Command(user.username, path, tmp_path / "refused.xlsx")

    return opened


@pytest.mark.skipif(not FILES.is_dir(), reason="the sample ledgers do not lie beside this checkout")
class TestFiles:
    @pytest.mark.parametrize("case", [case for case in CASES if not case.unreadable], ids=str)
    def test_a_file_gives_what_it_must(self, door, case):
        opened = door(case)
        told = opened.look()
        if case.asks:
            assert all(case.asks in cause for cause in told.refused.values()), told.refused
            told = opened.look(**case.said)
        assert case.kind in told.words
        assert told.counts == case.counts, told.refused
        assert told.refused.keys() == case.refused.keys()
        for place, cause in case.refused.items():
            assert cause in told.refused[place]
        for part in case.told:
            assert re.sub(r"\s+", " ", part) in told.words
        self._doubts_are(case, told)
        assert not case.facts()
        if case.counts[0]:
            self._saves(case, opened)
        assert (case.facts() or 0) == case.right

    def _doubts_are(self, case, told):
        for part in case.doubts:
            assert any(part in doubt for doubt in told.doubts), told.doubts
        assert bool(told.doubts) == bool(case.doubts)

    def _saves(self, case, opened):
        """Nothing of it while something is refused or in doubt and the person has not said so."""
        skip = bool(case.refused)
        if skip:
            opened.save(skip=False, confirmed=True)
            assert not case.facts()
        if case.doubts:
            opened.save(skip=skip, confirmed=False)
            assert not case.facts()
        opened.save(skip=skip, confirmed=bool(case.doubts))

    @pytest.mark.parametrize("case", [case for case in CASES if case.unreadable], ids=str)
    def test_a_file_of_leads_is_refused_with_a_trace(self, door, case, request):
        assert case.unreadable in door(case).why_unreadable()
        assert not Finding.objects.exists()
        assert not LedgerUpload.objects.exists()
        told = [(access.user, access.kind) for access in LeadLedgerAccess.objects.all()]
        assert told == [(request.getfixturevalue(case.by), LeadLedgerAccess.Kind.REFUSED)]

    def test_the_form_knows_an_organization_of_a_file_in_each_spelling(self, door, browse, office):
        (case,) = [case for case in CASES if case.facts is organizations]
        opened = door(case)
        opened.look()
        opened.save(skip=True, confirmed=False)
        known = Organization.objects.count()
        names = [row[1] for row in load_workbook(FILES / case.file).active.iter_rows(min_row=2, values_only=True)]
        for name in names:
            facts = {"name": name, "category": "市直部门", "level": Organization.Level.CITY}
            browse(office).post(reverse("rounds:organization_add"), facts)
        assert Organization.objects.count() == known + 1
        assert Organization.objects.filter(name="市测绘院党委（新）").exists()

    def test_every_file_is_in_the_table(self):
        lying = {path.name for path in FILES.iterdir()} - {"README.md"}
        assert {case.file for case in CASES} == lying


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_kind_is_held_by_files_made_here_too(case):
    assert case.also
    assert all((Path(__file__).parent / also).is_file() for also in case.also.split())
