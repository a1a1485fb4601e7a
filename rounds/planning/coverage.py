"""Coverage: who was inspected by a day, who is planned, and what is left (docs/domain.md, coverage)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from core.reports.counting import count_of, latest_of
from rounds.models import Inspection, Organization, Round, Team

YEAR = timedelta(days=365)


class Coverage(models.TextChoices):
    """How far an organization is covered on a day. What was looked back on was inspected, too."""

    LOOKED_BACK = "looked_back", _("Looked back on")
    DONE = "done", _("Inspected")
    PLANNED = "planned", _("Planned")
    NOT_YET = "not_yet", _("Not yet")


def covered(user: Any, as_of: date) -> QuerySet[Organization]:
    """The organizations that stood on that day or were inspected by then, each with how far it is covered."""
    visible = Inspection.objects.visible_to(user)
    entered = visible.entered(as_of)
    of_it = {"organization": OuterRef("pk")}
    states = Case(
        When(Exists(entered.look_backs().filter(**of_it)), then=Value(Coverage.LOOKED_BACK)),
        When(Exists(entered.filter(**of_it)), then=Value(Coverage.DONE)),
        When(Exists(visible.planned(as_of).filter(**of_it)), then=Value(Coverage.PLANNED)),
        default=Value(Coverage.NOT_YET),
        output_field=models.CharField(),
    )
    rows = Organization.objects.visible_to(user).annotate(
        coverage=states,
        is_new=Exists(entered.filter(**of_it)) & ~Exists(visible.entered(as_of - YEAR).filter(**of_it)),
        times=count_of(entered, "organization"),
        last_entered_on=latest_of(entered, "organization", "entered_on"),
    )
    return rows.filter(
        Q(ended_on=None) | Q(ended_on__gt=as_of) | Q(coverage__in=[Coverage.LOOKED_BACK, Coverage.DONE])
    )


def with_rounds(rows: QuerySet[Organization], user: Any, as_of: date) -> QuerySet[Organization]:
    """The same, each with its `visits`: its inspections by then and those planned, in order of their rounds.

    Each says by `was_entered` which it was on that day.
    """
    visible = Inspection.objects.visible_to(user)
    was_entered = Q(pk__in=visible.entered(as_of).values("pk"))
    known = visible.filter(was_entered | Q(pk__in=visible.planned(as_of).values("pk")))
    visits = known.annotate(was_entered=was_entered).select_related("team__round").order_by("team__round__number")
    return rows.prefetch_related(Prefetch("inspections", queryset=visits, to_attr="visits"))


def rounds_of_grid(user: Any, as_of: date) -> QuerySet[Round]:
    """The rounds whose teams had been formed by that day, each a column of the grid."""
    teams = Team.objects.visible_to(user).formed(as_of)
    return Round.objects.visible_to(user).filter(pk__in=teams.values("round")).order_by("number")


@dataclass
class Share:
    """How many organizations of a group are covered how far; `new` are those inspected first in the last year."""

    name: str
    amounts: Counter[str] = field(default_factory=Counter)
    new: int = 0

    @property
    def looked_back(self) -> int:
        return self.amounts[Coverage.LOOKED_BACK]

    @property
    def inspected(self) -> int:
        return self.looked_back + self.amounts[Coverage.DONE]

    @property
    def planned(self) -> int:
        return self.amounts[Coverage.PLANNED]

    @property
    def not_yet(self) -> int:
        return self.amounts[Coverage.NOT_YET]

    @property
    def left(self) -> int:
        """What nobody has inspected yet, planned or not."""
        return self.planned + self.not_yet

    @property
    def total(self) -> int:
        return self.inspected + self.left

    @property
    def percent(self) -> str:
        return f"{self.inspected * 100 / self.total:.1f}%" if self.total else "—"

    def add(self, coverage: str, amount: int, new: int) -> None:
        """Count these in."""
        self.amounts[coverage] += amount
        self.new += new

    def ends_on(self, as_of: date) -> date | None:
        """When the last is inspected at the pace of the twelve months before; None where that cannot be told."""
        if not self.left or not self.new:
            return None
        days = self.left * YEAR.days / self.new
        return as_of + timedelta(days=round(days)) if days < LONGEST else None


LONGEST = 100 * 365  # days; what takes longer has no day


@dataclass
class Summary:
    """The same rows, all together and by county and kind."""

    whole: Share
    by_district: list[Share]
    by_category: list[Share]


def summary_of(rows: QuerySet[Organization]) -> Summary:
    """Count them, in one statement."""
    groups = rows.order_by().values_list("district", "category", "coverage")
    counted = list(groups.annotate(amount=Count("pk"), new=Count("pk", filter=Q(is_new=True))))
    whole = Share(str(_("Together")))
    for _district, _category, coverage, amount, new in counted:
        whole.add(coverage, amount, new)
    by_district = _shares((district, *rest) for district, _category, *rest in counted)
    return Summary(whole, by_district, _shares((category, *rest) for _district, category, *rest in counted))


def _shares(counted: Iterable[tuple]) -> list[Share]:
    shares: dict[str, Share] = {}
    for name, coverage, amount, new in counted:
        shares.setdefault(name, Share(name)).add(coverage, amount, new)
    return sorted(shares.values(), key=lambda share: (-share.total, share.name))
