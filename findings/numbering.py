"""Numbers of papers, findings and leads: without gaps, also when two people write at once.

The row under which is counted stays locked until the transaction ends, so the next number is given to the next
writer only when this one is really taken.
"""

from django.db import connection

from core.workdays.reckoning import today
from findings.models import Finding, Lead, WorkingPaper
from rounds.models import Round, Team

# Asked under the lock at which the others wait. A pattern that picked the digits out would take half as long again.
HIGHEST = r"""
    SELECT max(substring(rest, '^\d{{1,9}}(?=\D*$)')::integer)
    FROM (SELECT number FROM {table} WHERE number LIKE %s) AS of_stem, substr(number, %s) AS rest
"""


def next_paper_number(team: Team) -> str:
    """`〔2026〕18巡-3组-01号`: year and number of the round, number of the team (docs/domain.md, working papers)."""
    _hold(team)
    year = (team.round.starts_on or today()).year  # of a round that came with a ledger the year may not be known
    stem = f"〔{year}〕{team.round.number}巡-{team.number}组-"
    return f"{stem}{_highest(WorkingPaper, stem) + 1:02}号"


def next_finding_numbers(round_: Round, amount: int = 1) -> list[str]:
    """`WT18-0001` and following, counted within the round."""
    return _following(Finding, round_, f"WT{round_.number:02}-", 4, amount)


def next_lead_numbers(round_: Round, amount: int = 1) -> list[str]:
    """`XS18-001` and following, counted within the round."""
    return _following(Lead, round_, f"XS{round_.number:02}-", 3, amount)


def _following(model, round_: Round, stem: str, width: int, amount: int) -> list[str]:
    _hold(round_)
    first = _highest(model, stem) + 1
    return [f"{stem}{number:0{width}}" for number in range(first, first + amount)]


def _hold(row) -> None:
    type(row)._base_manager.select_for_update(no_key=True).values_list("pk").get(pk=row.pk)


def _highest(model, stem: str) -> int:
    """The highest count given out under this stem, 0 for none. Numbers of another make are passed over."""
    with connection.cursor() as cursor:
        cursor.execute(HIGHEST.format(table=model._meta.db_table), [f"{stem}%", len(stem) + 1])
        return cursor.fetchone()[0] or 0
