"""What is missing of the training that the rules ask for, in the year, the quarter and the month around a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access.reach import Actor
from personnel.models import Rhythm, TrainingRule, TrainingSession


@dataclass(frozen=True)
class Kept:
    """How a rule is kept in the period that runs."""

    rule: TrainingRule
    held: int
    planned: int

    @property
    def missing(self) -> int:
        """How many are neither held nor planned."""
        return max(0, self.rule.amount - self.held - self.planned)

    @property
    def words(self) -> str:
        """For example: this quarter: 0 of 1 held, 1 planned."""
        said = {
            Rhythm.YEAR: _("This year: %(held)d of %(amount)d held, %(planned)d planned"),
            Rhythm.QUARTER: _("This quarter: %(held)d of %(amount)d held, %(planned)d planned"),
            Rhythm.MONTH: _("This month: %(held)d of %(amount)d held, %(planned)d planned"),
        }[Rhythm(self.rule.rhythm)]
        return said % {"held": self.held, "amount": self.rule.amount, "planned": self.planned}

    @property
    def missing_words(self) -> str:
        """For example: 1 missing; "" where nothing is."""
        return _("%(amount)d missing") % {"amount": self.missing} if self.missing else ""

    @property
    def plan_url(self) -> str:
        """Where one more of the kind is entered."""
        return f"{reverse('personnel:training_session_add')}?kind={self.rule.kind}"


def period_of(rhythm: str, day: date) -> tuple[int, int]:
    """What days of one year, quarter or month have in common."""
    parts = {Rhythm.YEAR: 0, Rhythm.QUARTER: (day.month - 1) // 3 + 1, Rhythm.MONTH: day.month}
    return day.year, parts[Rhythm(rhythm)]


def rules_kept(user: Actor, on: date) -> list[Kept]:
    """How each rule in force is kept around a day, by what is known now."""
    sessions = list(TrainingSession.objects.visible_to(user).standing().values_list("kind", "planned_on", "held_on"))
    rules = TrainingRule.objects.visible_to(user).in_force(on).order_by("pk")
    return [_kept(rule, sessions, on) for rule in rules]


def _kept(rule: TrainingRule, sessions: Iterable[tuple[str, date | None, date | None]], on: date) -> Kept:
    running = period_of(rule.rhythm, on)
    of_kind = [(planned, held) for kind, planned, held in sessions if kind == rule.kind]
    held = sum(1 for _planned, day in of_kind if day and period_of(rule.rhythm, day) == running)
    planned = sum(1 for day, held_on in of_kind if not held_on and day and period_of(rule.rhythm, day) == running)
    return Kept(rule, held, planned)
