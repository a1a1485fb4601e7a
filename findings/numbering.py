"""Numbers of papers, findings and leads: without gaps, also when two people write at once.

The row they are counted under stays locked until the transaction ends, so the next number is given to the next
writer only when this one is really taken.
"""

from functools import cache

from django.db import connection

from core.workdays.reckoning import today
from findings.models import Finding, Lead, WorkingPaper
from findings.models.numbers import COUNT, STEM
from rounds.models import Round, Team

Statement = tuple[str, tuple]
# What stands in the kept statements where the row and the stem will be.
ROW, ITS_STEM = -1, "its stem"


def next_paper_number(team: Team) -> str:
    """`〔2026〕18巡-3组-01号`: year and number of the round, number of the team (docs/domain.md, working papers)."""
    year = (team.round.starts_on or today()).year  # of a round that came with a ledger the year may not be known
    stem = f"〔{year}〕{team.round.number}巡-{team.number}组-"
    return f"{stem}{_first_free(WorkingPaper, team, stem):02}号"


def next_finding_numbers(round_: Round, amount: int = 1) -> list[str]:
    """`WT18-0001` and following, counted within the round."""
    return _following(Finding, round_, f"WT{round_.number:02}-", 4, amount)


def next_lead_numbers(round_: Round, amount: int = 1) -> list[str]:
    """`XS18-001` and following, counted within the round."""
    return _following(Lead, round_, f"XS{round_.number:02}-", 3, amount)


def _following(model, round_: Round, stem: str, width: int, amount: int) -> list[str]:
    first = _first_free(model, round_, stem)
    return [f"{stem}{number:0{width}}" for number in range(first, first + amount)]


def _first_free(model, under: Team | Round, stem: str) -> int:
    """One more than the highest count given out under this stem. Numbers of another make are passed over."""
    with connection.cursor() as cursor:
        _ask(cursor, _to_lock(type(under)), {ROW: under.pk})
        _ask(cursor, _highest(model), {ITS_STEM: stem})
        found = cursor.fetchone()
    return found[0] + 1 if found else 1


def _ask(cursor, statement: Statement, told: dict) -> None:
    sql, parameters = statement
    cursor.execute(sql, [told.get(parameter, parameter) for parameter in parameters])


@cache
def _to_lock(kind: type[Team | Round]) -> Statement:
    """Locks the row that is counted under. Kept, as the other one: building it anew takes longer than the answer."""
    return kind._base_manager.select_for_update(no_key=True).filter(pk=ROW).values_list("pk").query.sql_with_params()


@cache
def _highest(model) -> Statement:
    """The highest count under a stem."""
    of_stem = model._base_manager.alias(stem=STEM).filter(stem=ITS_STEM)
    return of_stem.order_by(COUNT.desc()).values_list(COUNT)[:1].query.sql_with_params()
