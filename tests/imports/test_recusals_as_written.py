"""From whom a person must stand aside, as rosters write it: nothing, their own unit, any unit."""

import pytest
from django.utils import translation

from personnel.models import Recusal
from tests import ledgers
from tests.factories import OrganizationFactory

HEADER = ["姓名", "工作单位", "需回避单位"]


def roster(*rows):
    return ledgers.as_file(ledgers.sheet_of([HEADER, *rows], "专业人才库"))


@pytest.mark.parametrize("word", ["无", "暂无", "/", "（无）", None])
def test_nothing_is_no_recusal(take_in, word):
    assert take_in(roster(["某甲", "市审计局", word]), skip=False).saved == 1
    assert not Recusal.objects.exists()


@pytest.mark.parametrize(("employer", "word"), [("市审计局", "本单位"), ("市审计局", "市审计局"), ("〃", "本单位")])
def test_the_own_unit_and_a_unit_stand_for_their_organization(take_in, employer, word):
    audit = OrganizationFactory(name="市审计局党组")
    rows = [["某乙", "市审计局", None], ["某甲", employer, word]]
    assert take_in(roster(*rows), skip=False).saved == 2
    assert Recusal.objects.get().organization == audit


def test_a_unit_with_two_organizations_or_none_is_refused(look, causes):
    refused = causes(look(roster(["某甲", "市审计局", "本单位"])))
    assert refused == [(2, "需回避单位", "名录中没有党组织“市审计局”")]
    OrganizationFactory(name="市审计局党组")
    OrganizationFactory(name="市审计局党委")
    assert causes(look(roster(["某甲", "市审计局", "本单位"])))[0][:2] == (2, "需回避单位")


@pytest.mark.parametrize("of_who_imports", ["zh-hans", "en"])
def test_that_a_ledger_named_the_unit_is_said_in_the_language_of_who_reads(take_in, of_who_imports):
    OrganizationFactory(name="市审计局党组")
    with translation.override(of_who_imports):
        take_in(roster(["某甲", "市审计局", "本单位"]))
    assert Recusal.objects.get().told_reason == "人才库台账登记"
    with translation.override("en"):
        assert Recusal.objects.get().told_reason == "Entered in the ledger of the talent pool"
