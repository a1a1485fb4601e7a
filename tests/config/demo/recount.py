"""The published figures counted a second way: in plain Python, from raw rows, by the words of docs/domain.md.

Nothing of the program is asked but for the names of its tables.
"""

from collections.abc import Callable, Iterable
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db import connection, models

from findings.models import CooperationInput, Finding, Lead, Outcome, Transfer
from personnel.models import MakeUpOrder, PoolMembership, Posting, Replacement, Secondment, Standing
from rectification.models import (
    LADDER,
    Accountability,
    Assessment,
    CheckResult,
    HandOver,
    Item,
    ItemChange,
    Letter,
    OrganizationRule,
    Publication,
    Reopening,
    ReturnedFunds,
    SecondRectification,
    SectorAdvice,
    SelfCheck,
    SupervisionVisit,
)
from rounds.models import AdoptedRule, Inspection, Instruction, Meeting, Organization, Round, Team


class Rows:
    """The raw rows of the tables as they are now, each table read once."""

    def __init__(self) -> None:
        self._read: dict[type, list[Any]] = {}

    def __call__(self, model: type[models.Model]) -> list[Any]:
        if model not in self._read:
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608 - a name of ours
                names = [column.name for column in cursor.description]
                self._read[model] = [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in cursor]
        return self._read[model]

    def standing(self, model: type[models.Model]) -> list[Any]:
        """Those that are not void: what is void counts on no day."""
        return [row for row in self(model) if row.voided_on is None]

    def by_key(self, model: type[models.Model]) -> dict[int, Any]:
        return {row.id: row for row in self(model)}

    def without(self, entry: models.Model) -> "Rows":
        """The rows as they would be if this one had never been."""
        others = Rows()
        others._read[type(entry)] = [row for row in self(type(entry)) if row.id != entry.pk]
        return others


Recount = Callable[[Rows, date], int]


def was(day: date | None, on: date) -> bool:
    """Whether a day had come by another; nobody knows that of a day that is not recorded."""
    return day is not None and day <= on


def known(row: Any, name: str, on: date) -> bool:
    """The same; a row that a ledger brought without its day was so from when the ledger came."""
    day = getattr(row, name)
    return was(row.imported_on if day is None else day, on)


def many(rows: Iterable[Any]) -> int:
    return sum(1 for _row in rows)


def entered(rows: Rows, on: date) -> list[Any]:
    return [each for each in rows(Inspection) if known(each, "entered_on", on)]


def across(level: str) -> Recount:
    """Organizations of a level entered by people of another county, mixed or as a whole team."""

    def recount(rows: Rows, on: date) -> int:
        levels = {key: row.level for key, row in rows.by_key(Organization).items()}
        inspected = {each.organization_id for each in entered(rows, on) if each.mode in {"mixed", "whole_team"}}
        return many(key for key in inspected if levels[key] == level)

    return recount


def entries(model: type[models.Model], day: str, **facts: str) -> Recount:
    """Entries of a register that stand, by their day."""

    def recount(rows: Rows, on: date) -> int:
        told = [row for row in rows.standing(model) if was(getattr(row, day), on)]
        return many(row for row in told if all(getattr(row, name) == value for name, value in facts.items()))

    return recount


def rules(body: str) -> Recount:
    """Rules in force: begun, neither repealed nor replaced by one that has begun."""

    def recount(rows: Rows, on: date) -> int:
        begun = [rule for rule in rows.standing(AdoptedRule) if was(rule.in_force_on, on)]
        replaced = {rule.replaces_id for rule in begun}
        return many(
            rule for rule in begun if rule.body == body and rule.id not in replaced and not was(rule.repealed_on, on)
        )

    return recount


def outcomes(kind: str) -> Recount:
    """Persons or cases; of a correction and what it corrects the correction, of one person in both bodies' reports of
    a lead the earlier.
    """

    def recount(rows: Rows, on: date) -> int:
        leads = {key: row.lead_id for key, row in rows.by_key(Transfer).items()}
        corrected = {row.corrects_id for row in rows(Outcome)}
        standing = [row for row in rows(Outcome) if row.id not in corrected and row.kind == kind]
        told: dict[tuple[int, str], int] = {}
        total = 0
        for row in sorted(standing, key=lambda row: (row.decided_on, row.id)):
            first = told.setdefault((leads[row.transfer_id], row.person), row.transfer_id)
            if first == row.transfer_id and was(row.decided_on, on):
                total += row.count
        return total

    return recount


def held_to_account(kind: str) -> Recount:
    """Each person of an organization, or each organization, once."""

    def recount(rows: Rows, on: date) -> int:
        told = [row for row in rows.standing(Accountability) if row.kind == kind and was(row.taken_on, on)]
        return len({(row.organization_id, row.person) for row in told})

    return recount


def promoted(rows: Rows, on: date) -> int:
    """People who rose after they had been recommended."""
    told = rows.standing(Standing)
    recommended: dict[int, date] = {}
    for row in told:
        if row.kind == "recommended":
            recommended[row.person_id] = min(row.decided_on, recommended.get(row.person_id, date.max))
    rose = [row for row in told if row.kind == "promoted" and was(row.decided_on, on)]
    return len({row.person_id for row in rose if recommended.get(row.person_id, date.max) <= row.decided_on})


def replaced(rows: Rows, on: date) -> int:
    """People who were taken off a team."""
    people = {key: posting.person_id for key, posting in rows.by_key(Posting).items()}
    return len({people[row.posting_id] for row in rows.standing(Replacement) if was(row.replaced_on, on)})


def in_pool(pool: str) -> Recount:
    """Memberships that have begun and not ended."""
    return lambda rows, on: many(
        row
        for row in rows(PoolMembership)
        if row.pool == pool and known(row, "joined_on", on) and not was(row.left_on, on)
    )


def reported(amount: str) -> Recount:
    """What organizations reported of self-checks, added up."""
    return lambda rows, on: round(
        sum(getattr(row, amount) for row in rows.standing(SelfCheck) if was(row.reported_on, on))
    )


def graded(grade: str) -> Recount:
    """Rectifications whose last assessment decided by the day has this grade."""

    def count(rows: Rows, on: date) -> int:
        last: dict[int, Any] = {}
        for row in rows(Assessment):
            known = last.get(row.hand_over_id)
            if was(row.decided_on, on) and (known is None or known.attempt < row.attempt):
                last[row.hand_over_id] = row
        return many(row for row in last.values() if row.grade == grade)

    return count


def settled(status: str, *sides: str) -> Recount:
    """Publications of results that stand so by the day."""
    return lambda rows, on: many(
        row for row in rows(Publication) if row.status == status and row.side in sides and was(row.settled_on, on)
    )


RECOUNTS: dict[str, Recount] = {
    "teams_formed": lambda rows, on: many(team for team in rows(Team) if known(team, "formed_on", on)),
    "rounds_completed": lambda rows, on: many(each for each in rows(Round) if known(each, "field_ended_on", on)),
    "organizations_inspected": lambda rows, on: len({each.organization_id for each in entered(rows, on)}),
    "findings_for_rectification": lambda rows, on: many(row for row in rows(Finding) if known(row, "issued_on", on)),
    "leads_referred": lambda rows, on: many(lead for lead in rows(Lead) if was(lead.referred_on, on)),
    "standing_committee_meetings": entries(Meeting, "held_on", kind="standing_committee"),
    "standing_committee_rules": rules("standing_committee"),
    "secretary_special_meetings": entries(Meeting, "held_on", kind="secretary"),
    "secretary_instructions": entries(Instruction, "given_on", giver="secretary"),
    "leading_group_rules": rules("leading_group"),
    "office_rules": rules("office"),
    "cooperation_notices": entries(CooperationInput, "received_on", kind="notice"),
    "cooperation_problems": entries(CooperationInput, "received_on", kind="problem"),
    "elevated_townships": across("township"),
    "elevated_county_units": across("county"),
    "cases_filed": outcomes("case_filed"),
    "persons_disciplined": outcomes("disciplined"),
    "persons_admonished": outcomes("admonished"),
    "persons_to_judiciary": outcomes("to_judiciary"),
    "persons_criticized": outcomes("criticized"),
    "self_check_problems_rectified": reported("problems_rectified"),
    "self_check_funds_returned": reported("funds_returned"),
    "look_back_organizations": lambda rows, on: len(
        {each.organization_id for each in entered(rows, on) if each.kind == "look_back"}
    ),
    "secretaries_admonished": held_to_account("secretary_admonished"),
    "discipline_heads_admonished": held_to_account("discipline_head_admonished"),
    "units_criticized": held_to_account("unit_criticized"),
    "rules_new": entries(OrganizationRule, "made_on", kind="new"),
    "rules_revised": entries(OrganizationRule, "made_on", kind="revised"),
    "funds_returned": lambda rows, on: round(
        sum(row.amount for row in rows.standing(ReturnedFunds) if was(row.returned_on, on))
    ),
    "suggestion_letters": entries(Letter, "issued_on", kind="suggestion"),
    "advice_sent": entries(SectorAdvice, "sent_on"),
    "advice_answered": entries(SectorAdvice, "accepted_on"),
    **{f"letters_of_{kind}": entries(Letter, "issued_on", kind=kind) for kind in LADDER},
    **{f"assessed_{grade}": graded(grade) for grade in ("good", "fair", "ordinary", "poor")},
    "second_rectifications": lambda rows, on: many(
        row for row in rows(SecondRectification) if was(row.ordered_on, on) and not was(row.ended_on, on)
    ),
    "supervision_visits": entries(SupervisionVisit, "visited_on"),
    "items_checked": lambda rows, on: len({row.item_id for row in rows(CheckResult) if was(row.checked_on, on)}),
    "results_circulated": settled("done", "party"),
    "results_published": settled("done", "public"),
    "results_kept_back": settled("kept_back", "party", "public"),
    "pool_leaders": in_pool("leaders"),
    "pool_cadres": in_pool("cadres"),
    "pool_specialists": in_pool("specialists"),
    "secondments": lambda rows, on: len(
        {row.person_id for row in rows.standing(Secondment) if was(row.started_on, on)}
    ),
    "teams_ordered_to_redo": entries(MakeUpOrder, "ordered_on"),
    "members_replaced": replaced,
    "cadres_commended": lambda rows, on: len(
        {row.person_id for row in rows.standing(Standing) if row.kind == "commended" and was(row.decided_on, on)}
    ),
    "cadres_promoted": promoted,
}


def closed_then(rows: Rows, on: date) -> set[int]:
    """Items closed out on that day: closed by then and not opened again, or opened again only later."""
    closed = {item.id for item in rows(Item) if was(item.closed_on, on)}
    undone = {
        row.item_id for row in rows(Reopening) if row.decision == "accepted" and row.closed_on <= on < row.decided_on
    }
    return closed | undone


def late_then(rows: Rows, on: date) -> int:
    """Items fed back, not closed out, and past the day that bound then: what the first change after that day ended."""
    fed_back = {row.id for row in rows(HandOver) if known(row, "delivered_on", on)}
    ended = [row for row in rows(ItemChange) if row.decision == "accepted" and row.decided_on > on]
    due = {item.id: item.due_on for item in rows(Item) if item.hand_over_id in fed_back}
    for change in sorted(ended, key=lambda row: (row.decided_on, row.id), reverse=True):
        due[change.item_id] = change.former_due_on
    closed = closed_then(rows, on)
    fed_back_items = {item.id for item in rows(Item) if item.hand_over_id in fed_back}
    return many(key for key, day in due.items() if key in fed_back_items - closed and day is not None and day < on)


OF_ITEMS: dict[str, Recount] = {
    "items_closed_out": lambda rows, on: len(closed_then(rows, on)),
    "items_overdue": late_then,
    "items_reopened": lambda rows, on: len(
        {row.item_id for row in rows(Reopening) if row.decision == "accepted" and was(row.decided_on, on)}
    ),
}
"""Figures of how items stand, which no article published."""


def recounted(on: date) -> dict[str, int]:
    """Every published figure of a day."""
    rows = Rows()
    return {key: recount(rows, on) for key, recount in RECOUNTS.items()}
