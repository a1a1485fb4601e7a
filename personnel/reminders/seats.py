"""Who stands for an owner, and what is owed by somebody whom no reminder reaches."""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy

from core.access.reach import reach_of
from core.access.roles import Right, Role
from core.notices.services import tell
from core.workdays.reckoning import today
from personnel.models import ComingReminder, Recusal, ReminderRule, Seat, User
from rounds.deadlines import kinds
from rounds.deadlines.kinds import Owner
from rounds.models import Obligation, Organization

WORDS = gettext_lazy("Deadlines with nobody to remind of them: %(amount)s")


def nobody_to_remind(obligations: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Those running whose owner no account stands for, but for people who must stand aside."""
    return obligations.running().annotate(**_owner()).exclude(Exists(_seats()))


def somebody_to_remind(obligations: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Those still owed of which somebody is reminded."""
    return obligations.open().annotate(**_owner()).filter(Exists(_seats()))


def _owner(of: str = "") -> dict:
    """Who owes, and the organization it is about; `of` leads from the row to its obligation."""

    def owned_by(*owners: Owner) -> Q:
        return Q(**{f"{of}node__in": kinds.owned_by(*owners)})

    return {
        "about_id": Coalesce(f"{of}inspection__organization", f"{of}organization"),
        "owner_kind": Case(
            *[When(owned_by(owner), then=Value(str(owner))) for owner in Owner], output_field=CharField()
        ),
        "owner_id": Case(
            When(owned_by(Owner.TEAM_LEADER), then=F(f"{of}inspection__team")),
            When(owned_by(Owner.DIVISION_LEADER), then=F(f"{of}account")),
            default=Coalesce(f"{of}organization", f"{of}body", f"{of}account", Value(0)),
        ),
    }


def _seats() -> QuerySet[Seat]:
    """The accounts that stand for the owner of the obligation around it."""
    about = OuterRef(OuterRef(OuterRef("about_id")))  # of the obligation, three queries further out
    return _held_seats(OuterRef("owner_kind"), OuterRef("owner_id"), about, today()).filter(circle=0)


def _held_seats(owner: Any, owner_id: Any, about: Any, on: Any) -> QuerySet[Seat]:
    """The accounts that stand for an owner on that day, people recused from the organization left out."""
    events = _accounts_recused_from(about)
    held = Q(since=None) | Q(since__lte=on)
    held &= Q(until=None) | Q(until__gt=on)
    seats = Seat.objects.filter(held, owner=owner, owner_id=owner_id)
    return seats.exclude(account__in=events.values("pgh_obj"))


def _accounts_recused_from(about: Any) -> QuerySet:
    """What the trail knows of accounts that stand, or ever stood, for who must stand aside from an organization."""
    recused = Recusal.objects.in_force().filter(organization=about)
    return User.pgh_event_model.objects.filter(person__in=recused.values("person"))


def still_owed() -> Exists:
    """Of notices: what they remind of runs and is owed by the same day, and their reader need not stand aside."""
    owed = Obligation.objects.running().filter(pk=OuterRef("about"), due_on=OuterRef("due_on"))
    recused = _accounts_recused_from(OuterRef(OuterRef("about_id")))
    recused = recused.filter(pgh_obj=OuterRef(OuterRef("recipient")))
    return Exists(owed.annotate(about_id=_owner()["about_id"]).exclude(Exists(recused)))


def organization_of(obligation: Obligation) -> Organization | None:
    """The organization it is about."""
    return obligation.inspection.organization if obligation.inspection_id else obligation.organization


def unit_of(obligation: Obligation) -> str:
    """The unit that may be named beside it where it is mailed: none beside what concerns a lead."""
    about = organization_of(obligation)
    return "" if obligation.is_confidential or about is None else about.name


def accounts_to_urge(obligation: Obligation) -> QuerySet[User]:
    """The accounts that stand for who owes it, and for their secretary."""
    owed = Obligation.objects.filter(pk=obligation.pk).annotate(**_owner())
    owner, owner_id, about = owed.values_list("owner_kind", "owner_id", "about_id").get()
    seats = _held_seats(owner, owner_id, about, today()).filter(circle__lte=1)
    return User.objects.filter(is_active=True, pk__in=seats.values("account"))


def with_told(coming: QuerySet[ComingReminder]) -> QuerySet[ComingReminder]:
    """The reminders to come, each with the names of whom it will tell on its day, `told`."""
    return coming.annotate(**_owner("obligation__")).annotate(told=_names_of("audience"))


def with_owner(obligations: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """With the seats they belong to, `owner_kind` and `owner_id`, and the organization they are about, `about_id`."""
    return obligations.annotate(**_owner())


def with_told_by(obligations: QuerySet[Obligation], **audiences: str) -> QuerySet[Obligation]:
    """Obligations with their owner and the `day` of a reminder, each with the names of whom it would tell by each of
    these audiences; nobody by none.
    """
    said = {f"{name}_audience": Value(audience) for name, audience in audiences.items()}
    return obligations.annotate(**said).annotate(**{name: _names_of(f"{name}_audience") for name in audiences})


def _names_of(audience: str) -> ArraySubquery:
    """The names of whom the audience in this column tells on the `day` of the row, which knows its owner."""

    def row(name: str, further: int = 0) -> Any:  # of the reminder, `further` queries beyond that of the names
        return OuterRef(row(name, further - 1)) if further else OuterRef(name)

    seats = _held_seats(row("owner_kind", 1), row("owner_id", 1), row("about_id", 3), row("day", 1))
    told = ExpressionWrapper(row(audience, 1), output_field=CharField())
    reached = [Q(audience=name, circle__in=circles) for name, circles in ReminderRule.CIRCLES.items()]
    seats = seats.annotate(audience=told).filter(reduce(or_, reached))
    names = User.objects.filter(is_active=True, pk__in=seats.values("account")).order_by("name", "pk").values("name")
    return ArraySubquery(names)


def unreminded_for(user) -> QuerySet[Obligation]:
    """What the office sees to itself, because nobody else is reminded of it."""
    if not reach_of(user).may(Right.HAND_OVER):
        return Obligation.objects.none()
    return nobody_to_remind(Obligation.objects.visible_to(user))


def unreminded_address() -> str:
    """The list of them."""
    return f"{reverse('personnel:obligations')}?unreminded=true"


def tell_of_unreminded() -> None:
    """One notice a week to each of the office: how many obligations nobody is reminded of, with the list."""
    year, week, _day = today().isocalendar()
    key = f"deadlines.unreminded.{year}-{week:02}"
    for user in User.objects.holding(Role.OFFICE).exclude(notices__key=key):
        if amount := unreminded_for(user).count():
            tell([user], kind="deadlines.unreminded", subject=WORDS, url=unreminded_address(), key=key, amount=amount)
