"""The day a duty falls due, by the rule in force when it began; delivery, import and demo all ask here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from core.workdays.reckoning import Calendar, Unit, add_limit, days_of
from rounds.deadlines import kinds
from rounds.models import DeadlineRule, Inspection, Round


@dataclass(frozen=True)
class DueDay:
    """A day and the limit it came from, with the years it was reckoned in without their holidays."""

    on: date
    amount: int
    unit: str
    missing_years: tuple[int, ...] = ()


class Reckoning:
    """Rules and calendar, each read once; those of the kinds it is made for together.

    `about` is the inspection or the round whose own limits come before those of the house. Keep one for a whole import
    or demo, never across requests.
    """

    def __init__(self, *together: str, about: Inspection | Round | None = None):
        self._together = together
        self._within = _place_of(about)
        self._calendar = Calendar()
        self._rules: dict[str, list[DeadlineRule]] = {}

    def rule_on(self, kind: str, on: date) -> DeadlineRule:
        """The rule in force for a kind of duty on a day. Raises `ValidationError` when there is none."""
        if kind not in self._rules:
            self._read_rules({kind, *self._together} - self._rules.keys(), on.year)
        rule = next((rule for rule in self._rules[kind] if rule.effective_from <= on), None)
        if rule is None:
            raise ValidationError(
                _("No limit of time is set for “%(node)s” on %(day)s. Enter one under “Deadline rules” first.")
                % {"node": kinds.kind_of(kind).label, "day": f"{on:%Y-%m-%d}"}
            )
        return rule

    def _read_rules(self, kinds: set[str], year: int) -> None:
        """The rules of these kinds, the latest first, a round's own before the others.

        With the first goes the calendar of that year and the next.
        """
        rules = DeadlineRule.objects.within(**self._within).filter(node__in=kinds)
        is_first = not self._rules
        if is_first:
            days = days_of(year).values(told=JSONObject(day="day", is_workday="is_workday"))
            rules = rules.annotate(days=ArraySubquery(days))
        read = list(rules)
        for rule in read[:1] if is_first else []:
            known = ((date.fromisoformat(each["day"]), each["is_workday"]) for each in rule.days)
            self._calendar.learn(year, known)
        self._rules |= {kind: [rule for rule in read if rule.node == kind] for kind in kinds}

    def due(self, kind: str, on: date) -> DueDay:
        """The last day of the limit of a kind of duty that begins on `on`, with the limit."""
        rule = self.rule_on(kind, on)
        day = add_limit(on, rule.amount, rule.unit, calendar=self._calendar)
        missing = self._calendar.missing_years(on, day) if rule.unit == Unit.WORKDAYS else []
        return DueDay(day, rule.amount, rule.unit, tuple(missing))

    def due_on(self, kind: str, on: date) -> date:
        """The day alone."""
        return self.due(kind, on).on


def reckonings(rounds: Iterable[Round]) -> dict[int, Reckoning]:
    """One for each of these rounds, by its key; those without limits of their own share that of the house."""
    told = {round.pk: round for round in rounds}
    own = set(DeadlineRule.objects.filter(round__in=told).values_list("round", flat=True))
    house = Reckoning()
    return {key: Reckoning(about=round) if key in own else house for key, round in told.items()}


def _place_of(about: Inspection | Round | None) -> dict[str, Any]:
    return {} if about is None else {"inspection" if isinstance(about, Inspection) else "round": about}


def due_on(kind: str, on: date, *, about: Inspection | Round | None = None) -> date:
    """The day a duty of this kind that begins on `on` falls due. Raises `ValidationError` when no rule says so."""
    return Reckoning(about=about).due_on(kind, on)
