"""The ledgers of what concerns the discipline of teams name people by their place on a team."""

from datetime import date

import pytest

from core.workdays.reckoning import today
from personnel.models import Commitment, IntegrityTalk, MakeUpOrder, Posting, Replacement
from personnel.reminders.sweep import sweep
from rounds.models import Obligation
from tests import ledgers
from tests.factories import PersonFactory, PostingFactory, RoundFactory, TeamFactory

FORMED, LEFT = date(2022, 1, 4), date(2022, 2, 10)
PLACE = ["轮次", "巡察组"]
THIRD = ["第十六轮", "第三巡察组"]


def book(*rows):
    return ledgers.as_file(ledgers.sheet_of([list(row) for row in rows]))


@pytest.fixture
def team(db):
    """The third team of the sixteenth round: one member who was released, and who took over."""
    team = TeamFactory(round=RoundFactory(number=16, starts_on=FORMED), number=3, formed_on=FORMED)
    for name, released_on in (("王立新", LEFT), ("赵敏", None)):
        person = PersonFactory(name=name)
        PostingFactory(team=team, person=person, role=Posting.Role.MEMBER, posted_on=FORMED, released_on=released_on)
    return team


def refused(causes, plan):
    return [(row, column) for row, column, _words in causes(plan)]


def test_commitments_are_entered_as_signed_on_paper(take_in, look, causes, team):
    header = [*PLACE, "承诺人", "承诺书签订日期"]
    good = [*THIRD, "赵敏", "2022-01-04"]
    assert take_in(book(header, good)).saved == 1
    assert Commitment.objects.get().way == Commitment.Way.PAPER
    assert take_in(book(header, good)).saved == 0
    stranger, elsewhere = [*THIRD, "李不在", "2022-01-04"], ["第十六轮", "第四巡察组", "王立新", "2022-01-04"]
    late = [*THIRD, "王立新", "2022-03-01"]
    assert refused(causes, look(book(header, stranger, elsewhere, late))) == [
        (2, "承诺人"),
        (3, "承诺人"),
        (4, "承诺书签订日期"),
    ]


def test_talks_are_of_a_round_or_of_one_team(take_in, look, causes, team):
    header = [*PLACE, "廉政谈话日期", "谈话人", "谈话对象", "谈话内容"]
    whole = ["第十六轮", "", "2022-01-04", "市纪委书记", "王立新、赵敏", "严守纪律"]
    of_one = [*THIRD, "2022-01-05", "巡察办主任", "赵敏", ""]
    assert take_in(book(header, whole, of_one)).saved == 2
    assert IntegrityTalk.objects.get(team=None).attendants.count() == 2
    assert IntegrityTalk.objects.get(team=team).round == team.round
    assert take_in(book(header, whole, of_one)).saved == 0
    unknown = ["第九十轮", "", "2022-01-04", "市纪委书记", "", ""]
    no_team = ["第十六轮", "第九巡察组", "2022-01-04", "市纪委书记", "", ""]
    assert refused(causes, look(book(header, unknown, no_team))) == [(2, "轮次"), (3, "巡察组")]


def test_replacements_say_who_took_over(take_in, look, causes, team):
    header = [*PLACE, "被撤换组员", "撤换日期", "撤换原因", "接替人"]
    good = [*THIRD, "王立新", "2022-02-10", "不担当", "赵敏"]
    wrong_day = [*THIRD, "王立新", "2022-02-11", "不担当", "赵敏"]
    by_himself = [*THIRD, "王立新", "2022-02-10", "不担当", "王立新"]
    assert refused(causes, look(book(header, wrong_day))) == [(2, "被撤换组员")]
    assert refused(causes, look(book(header, by_himself))) == [(2, "接替人")]
    assert take_in(book(header, good)).saved == 1
    assert Replacement.objects.get().successor.person.name == "赵敏"


def test_nobody_is_reminded_of_work_that_was_to_be_made_up_long_ago(take_in, look, causes, team):
    header = [*PLACE, "责成补课日期", "补课期限", "补课原因", "补课完成日期", "补课情况"]
    early = [*THIRD, "2022-03-10", "2022-03-01", "成效不明显", "", ""]
    assert refused(causes, look(book(header, early))) == [(2, "补课期限")]
    assert take_in(book(header, [*THIRD, "2022-03-10", "2022-04-10", "成效不明显", "", ""])).saved == 1
    assert Obligation.objects.open().get().subject == MakeUpOrder.objects.get()
    assert sweep(today()).written == 0
