"""The team of a ledger's rows where no column tells it: by the title, the name of the sheet or a heading."""

from time import process_time

import pytest

from rounds.models import Team
from tests import ledgers
from tests.factories import InspectionFactory, RoundFactory, TeamFactory

pytestmark = pytest.mark.usefixtures("organizations")

HEADER = ["被巡察党组织", "一级分类", "二级分类", "问题描述"]
ROW = [ledgers.ORGANIZATIONS[0], "甲类", "乙类", "问题"]


def ledger(title=None, name="问题清单", heading=None):
    """A ledger of one row of round 18, with a line above its head and a heading below it."""
    above = [[title]] if title else []
    below = [[heading]] if heading else []
    merges = [f"A{len(above) + 2}:D{len(above) + 2}"] if heading else []
    return ledgers.as_file(ledgers.sheet_of([*above, HEADER, *below, ROW], name, merges))


@pytest.mark.parametrize(
    "told",
    [
        *({"title": title} for title in ("第二巡察组反馈问题台账", "市委巡察二组整改台账", "市委第２巡察组移交问题")),
        *({"name": name} for name in ("第二组（财政）", "二组", "第十八轮第二组", "2组")),
        *({"heading": heading} for heading in ("一、第二巡察组", "（一）巡察二组")),
        {"title": "第一、二巡察组整改台账", "name": "第二组"},
    ],
)
def test_the_team_is_told_by_the_sheet_and_from_where(take_in, told):
    outcome = take_in(ledger(**told), skip=False, round=18)
    (subject,) = outcome.plan.subjects
    assert (subject.facts[1].words, subject.facts[1].is_told, subject.is_plain) == ("第二巡察组", True, False)
    assert [*told.values()][-1] in subject.facts[1].source
    assert Team.objects.get().number == 2


@pytest.mark.parametrize(
    "told",
    [
        *(
            {"title": title}
            for title in (
                "第一、二巡察组整改台账",
                "一、二巡察组整改台账",
                "第一组织生活会",
                "巡察组整改台账",
                "三十组数据",
            )
        ),
        {"title": "第一巡察组整改台账", "name": "第二组"},
    ],
)
def test_several_teams_or_none_leave_it_open(look, causes, told):
    ((_row, column, cause),) = causes(look(ledger(**told), round=18))
    assert (column, cause.startswith("缺巡察组")) == ("巡察组", True)


def test_a_team_that_is_not_the_recorded_one_is_refused(look, causes, organizations):
    team = TeamFactory(round=RoundFactory(number=18, status="rectifying"), number=1)
    InspectionFactory(team=team, organization=organizations[0], status="reporting")
    assert causes(look(ledger("第一巡察组整改台账"))) == []
    ((_row, column, cause),) = causes(look(ledger("第二巡察组整改台账")))
    assert (column, "第一巡察组" in cause, "第二巡察组整改台账" in cause) == ("巡察组", True, True)


def test_a_line_of_any_length_is_read_at_once(look):
    """Titles are told apart from notes by their length: a list without end took seconds."""
    for words in ("第一组、" * 8000, "第一轮、" * 8000):
        began = process_time()
        look(ledger(words))
        assert process_time() - began < 2
