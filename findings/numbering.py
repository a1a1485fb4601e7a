"""Numbers of papers, findings and leads: without gaps, also when two people write at once.

The row they are counted under stays locked until the transaction ends, so the next number is given to the next
writer only when this one is really taken.
"""

from datetime import date
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery

from core.workdays.reckoning import today
from core.workflow.moves import is_held
from findings.models import Finding, Lead, WorkingPaper
from findings.models.numbers import COUNT, STEM
from rounds.models import Inspection, Round, Team

Statement = tuple[str, tuple]
"""Kept: to build one anew takes longer than its answer."""
# What stands in the kept statements where the row and the stem will be.
ROW, ITS_STEM = -1, "its stem"


def next_paper_number(inspection: Inspection) -> str:
    """`〔2026〕18巡-3组-01号`: year and number of the round, number of the team (docs/domain.md, working papers)."""
    team, round_, starts_on = _under(inspection)
    year = (starts_on or today()).year  # of a round that came with a ledger the year may not be known
    stem = f"〔{year}〕{round_}巡-{team}组-"
    return f"{stem}{_first_free(WorkingPaper, stem):02}号"


def held_to_count(inspections: QuerySet[Inspection]) -> QuerySet[Inspection]:
    """These inspections, each read with the lock of the team under which its papers are counted."""
    return inspections.select_related("team__round").select_for_update(of=("team",), no_key=True)


def _under(inspection: Inspection) -> tuple[int, int, date | None]:
    """The numbers of its team, which is locked, and of its round, and the first day of that."""
    team = inspection.team if Inspection.team.is_cached(inspection) else None
    if team is None or not is_held(team):
        return _answer(_team_to_lock(), {ROW: inspection.team_id})
    return team.number, team.round.number, team.round.starts_on


def next_finding_numbers(round_: Round, amount: int = 1) -> list[str]:
    """`WT18-0001` and following, counted within the round."""
    return _following(Finding, round_, f"WT{round_.number:02}-", 4, amount)


def next_lead_numbers(round_: Round, amount: int = 1) -> list[str]:
    """`XS18-001` and following, counted within the round."""
    return _following(Lead, round_, f"XS{round_.number:02}-", 3, amount)


def _following(model, round_: Round, stem: str, width: int, amount: int) -> list[str]:
    _answer(_round_to_lock(), {ROW: round_.pk})
    first = _first_free(model, stem)
    return [f"{stem}{number:0{width}}" for number in range(first, first + amount)]


def _first_free(model, stem: str) -> int:
    """One more than the highest count given out under this stem. Numbers of another make are passed over."""
    found = _answer(_highest(model), {ITS_STEM: stem})
    return found[0] + 1 if found else 1


def _answer(statement: Statement, told: dict) -> Any:
    """The first row that the database answers, if it answers one."""
    sql, parameters = statement
    with connection.cursor() as cursor:
        cursor.execute(sql, [told.get(parameter, parameter) for parameter in parameters])
        return cursor.fetchone()


@cache
def _team_to_lock() -> Statement:
    """Its number, with the number and the first day of its round, which is not locked: it is not counted under."""
    round_ = Round._base_manager.filter(pk=OuterRef("round")).order_by()
    told = ("number", Subquery(round_.values("number")), Subquery(round_.values("starts_on")))
    rows = Team._base_manager.select_for_update(no_key=True).filter(pk=ROW)
    return rows.order_by().values_list(*told).query.sql_with_params()


@cache
def _round_to_lock() -> Statement:
    rows = Round._base_manager.select_for_update(no_key=True).filter(pk=ROW)
    return rows.order_by().values_list("pk").query.sql_with_params()


@cache
def _highest(model) -> Statement:
    """The highest count under a stem."""
    of_stem = model._base_manager.alias(stem=STEM).filter(stem=ITS_STEM)
    return of_stem.order_by(COUNT.desc()).values_list(COUNT)[:1].query.sql_with_params()
