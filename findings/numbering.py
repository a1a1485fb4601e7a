"""Numbers of papers, findings and leads: without gaps, also when two people write at once.

The row under which is counted stays locked until the transaction ends, so the next number is given to the next
writer only when this one is really taken.
"""

from typing import NamedTuple

from django.db import connection

from core.workdays.reckoning import today
from findings.models import Finding, Lead, WorkingPaper
from rounds.models import Round, Team

DIGITS = 9  # more make no count of ours, nor an integer of the database
# Asked under the lock at which the others wait, so the cheap way first: set to the right, numbers of one make stand as
# text in the order in which they count. It holds where all end alike and none has fewer digits than we write.
LAST = """
    SELECT max(lpad(rest, %(longest)s) COLLATE "C"),
      bool_and(length(rest) BETWEEN %(shortest)s AND %(longest)s AND right(rest, %(after)s) = %(ending)s)
    FROM (SELECT number FROM {table} WHERE number LIKE %(all)s) AS of_stem, substr(number, %(start)s) AS rest
"""
HIGHEST = r"""
    SELECT max(substring(rest, '^\d{{1,{digits}}}(?=\D*$)')::integer)
    FROM (SELECT number FROM {table} WHERE number LIKE %(all)s) AS of_stem, substr(number, %(start)s) AS rest
"""


class Make(NamedTuple):
    """How a number is made: what it begins and ends with, and how many digits it has at least."""

    stem: str
    width: int
    ending: str = ""

    def number(self, count: int) -> str:
        return f"{self.stem}{count:0{self.width}}{self.ending}"


def next_paper_number(team: Team) -> str:
    """`〔2026〕18巡-3组-01号`: year and number of the round, number of the team (docs/domain.md, working papers)."""
    year = (team.round.starts_on or today()).year  # of a round that came with a ledger the year may not be known
    return _following(WorkingPaper, team, Make(f"〔{year}〕{team.round.number}巡-{team.number}组-", 2, "号"))[0]


def next_finding_numbers(round_: Round, amount: int = 1) -> list[str]:
    """`WT18-0001` and following, counted within the round."""
    return _following(Finding, round_, Make(f"WT{round_.number:02}-", 4), amount)


def next_lead_numbers(round_: Round, amount: int = 1) -> list[str]:
    """`XS18-001` and following, counted within the round."""
    return _following(Lead, round_, Make(f"XS{round_.number:02}-", 3), amount)


def _following(model, counted: Team | Round, make: Make, amount: int = 1) -> list[str]:
    type(counted)._base_manager.select_for_update(no_key=True).values_list("pk").get(pk=counted.pk)
    first = _highest(model, make) + 1
    return [make.number(count) for count in range(first, first + amount)]


def _highest(model, make: Make) -> int:
    """The highest count given out so far, 0 for none. Numbers of another make are passed over."""
    after, table = len(make.ending), model._meta.db_table
    facts = {"all": f"{make.stem}%", "start": len(make.stem) + 1, "ending": make.ending, "after": after}
    facts |= {"shortest": make.width + after, "longest": DIGITS + after}
    with connection.cursor() as cursor:
        cursor.execute(LAST.format(table=table), facts)
        last, are_of_one_make = cursor.fetchone()
        count = (last or "").strip().removesuffix(make.ending)
        if last and not (are_of_one_make and count.isascii() and count.isdigit()):
            cursor.execute(HIGHEST.format(table=table, digits=DIGITS), facts)
            count = cursor.fetchone()[0]
    return int(count or 0)
