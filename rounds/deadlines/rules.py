"""The day a duty falls due, by the rule in force when it began; delivery, import and demo all ask here."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from core.workdays.reckoning import Calendar, Unit, add_limit, days_of, today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side
from core.workflow.saving import save_checked
from rounds.deadlines import kinds
from rounds.models import DeadlineRule
from rounds.permissions import can_edit_rules


@dataclass(frozen=True)
class DueDay:
    """A day and the limit it came from, with the years it was reckoned in without their holidays."""

    on: date
    amount: int
    unit: str
    missing_years: tuple[int, ...] = ()


class Reckoning:
    """Rules and calendar, each read once; those of the kinds it is made for together.

    Keep one for a whole import or demo, never across requests.
    """

    def __init__(self, *together: str):
        self._together = together
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
        """The rules of these kinds, the latest first; with the first goes the calendar of that year and the next."""
        rules = DeadlineRule.objects.filter(node__in=kinds).order_by("-effective_from")
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


def due_on(kind: str, on: date) -> date:
    """The day a duty of this kind that begins on `on` falls due. Raises `ValidationError` when no rule says so."""
    return Reckoning().due_on(kind, on)


@all_or_nothing
def set_deadline_rule(node: str, *, amount: int, unit: str, effective_from: date, source: str, by) -> DeadlineRule:
    """State a limit anew from a day on. Adds a row; deadlines already set stay (docs/domain.md, deadlines).

    Raises `ValidationError` for a day gone by, whose hand-overs go by the rules they were delivered under to the end,
    and when the node has a rule from that very day.
    """
    require_side(can_edit_rules(by))
    if effective_from < today():
        words = _("A limit can be stated from today on only: what began before keeps the limit it began under.")
        raise ValidationError({"effective_from": words})
    if DeadlineRule.objects.filter(node=node, effective_from=effective_from).exists():
        raise ValidationError(_("There is a rule from that day already. Choose a later day."))
    rule = DeadlineRule(node=node, amount=amount, unit=unit, effective_from=effective_from, source=source.strip())
    return save_checked(rule, by=by)
