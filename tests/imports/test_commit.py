"""Saving is all or nothing, checked anew, signed in the trail; refused rows come back to be mended."""

import io

import pytest
from django.utils import translation
from openpyxl import load_workbook

from core.access.reach import Refused
from core.ledgers.running import RefusedRows, commit, preview
from core.ledgers.uploads import refused_workbook
from core.trail.history import timeline
from core.workbook.package import UnreadableFile
from core.workflow.moves import Conflict
from rounds.models import Organization
from tests import ledgers
from tests.factories import OrganizationFactory


def test_with_a_refused_row_nothing_is_saved(take_in):
    with pytest.raises(RefusedRows) as refused:
        take_in(ledgers.organizations(), skip=False)
    assert len(refused.value.plan.refused) == 2
    assert not Organization.objects.exists()


def test_refused_rows_come_back_mended(take_in, look):
    plan = take_in(ledgers.organizations()).plan
    book = load_workbook(io.BytesIO(refused_workbook(plan)))
    sheet = book.active
    sheet.cell(4, 2).value, sheet.cell(5, 2).value = "市新设局党组", "市再设局党组"
    mended = ledgers.as_file(book)
    assert [len(look(mended).good), len(look(mended).refused)] == [2, 0]
    assert take_in(mended, skip=False).saved == 2
    assert Organization.objects.count() == 122


def test_a_database_that_changed_since_the_preview_is_told(office, look, take_in):
    seen = look(ledgers.organizations()).fingerprint()
    OrganizationFactory(name=ledgers.ORGANIZATIONS[3])
    with pytest.raises(Conflict):
        commit(ledgers.organizations(), by=office, options={}, skip_refused=True, expected=seen)
    assert Organization.objects.count() == 1


@pytest.mark.usefixtures("organizations")
def test_what_was_looked_at_in_one_language_is_saved_in_another(look):
    with translation.override("en"):
        seen = look(ledgers.findings_office())
    assert seen.creations != look(ledgers.findings_office()).creations
    assert seen.fingerprint() == look(ledgers.findings_office()).fingerprint()


def test_who_imported_from_what_stands_in_the_trail(office, take_in):
    file = ledgers.organizations()
    file.name = "/somewhere/名录.xlsx"
    take_in(file)
    (entry,) = timeline(Organization.objects.first())
    assert (entry.actor, entry.reason) == ("Office", "从“名录.xlsx”导入")
    with translation.override("en"):
        assert timeline(Organization.objects.first())[0].reason == "Imported from “名录.xlsx”"


@pytest.mark.parametrize("who", ["leader", "member", "secretary", "liaison", "discipline", "leadinggroup", "sysadmin"])
def test_only_those_with_the_right_import(request, look, who):
    with pytest.raises(Refused):
        look(ledgers.organizations(), by=request.getfixturevalue(who))


def test_a_workbook_of_different_ledgers_is_refused(look):
    book = load_workbook(ledgers.organizations())
    for row in load_workbook(ledgers.people()).worksheets[0].iter_rows(values_only=True):
        (book["组长库"] if "组长库" in book.sheetnames else book.create_sheet("组长库")).append(row)
    with pytest.raises(UnreadableFile, match="不同的台账"):
        look(ledgers.as_file(book))


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused_in_plain_words(office, content):
    with pytest.raises(UnreadableFile) as refused:
        preview(io.BytesIO(content), by=office, options={})
    assert str(refused.value)
