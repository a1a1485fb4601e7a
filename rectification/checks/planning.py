"""What holds of a joint supervision group and of the visits it plans, and what follows from planning one."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor
from core.access.roles import Role
from core.notices.services import tell
from core.registers.register import Links
from core.workdays.reckoning import today
from personnel.models import User
from personnel.models.reach import SUPERVISING
from rectification import duties
from rectification.models import HandOver, SupervisionGroup, SupervisionVisit, VisitParticipant
from rounds.deadlines import obligations
from rounds.models import Inspection

OWED = gettext_lazy("Supervision visit to %(organization)s")


def seats_of(group: SupervisionGroup) -> list[tuple[User, str]]:
    """The members, the chief first, each with the side of the group they are of."""
    members = group.members.prefetch_related("grants").order_by("name", "pk")
    sides = [role for role in Role if role in SUPERVISING]
    seats = []
    for member in members:
        held = {grant.role for grant in member.grants.all() if grant.revoked_on is None}
        seats.append((member, "、".join(str(side.label) for side in sides if side in held)))
    return sorted(seats, key=lambda seat: seat[0].pk != group.chief_id)


def inspections_to_supervise(user: Actor) -> Iterable[Inspection]:
    """Whose rectification is under way or over."""
    seen = Inspection.objects.visible_to(user).filter(hand_over__status__in=HandOver.UNDER_WAY)
    return seen.select_related("organization", "team__round", "hand_over").order_by("-team__round__number", "pk")


def fits_its_members(group: SupervisionGroup, links: Links) -> None:
    """The chief is a member, and what was planned or done before still fits the group."""
    members = {account.pk for account in links["members"]} if "members" in links else None
    covered = {each.pk for each in links["inspections"]} if "inspections" in links else None
    if members is not None and group.chief_id not in members:
        raise ValidationError({"chief": _("The chief is one of the members.")})
    if group.pk is None:
        return
    visits = group.visits.standing()
    if covered is not None and visits.exclude(inspection__in=covered).exists():
        raise ValidationError({"inspections": _("A visit is entered to an organization that is left out here.")})
    planned = visits.planned()
    going = VisitParticipant.objects.filter(visit__in=planned)
    if members is not None and going.exclude(account__in=members).exists():
        raise ValidationError({"members": _("Somebody who is left out here goes on a planned visit.")})
    if planned.filter(planned_on__gt=group.ends_on).exists():
        raise ValidationError({"ends_on": _("A visit is planned after this day.")})


def fits_its_group(visit: SupervisionVisit, links: Links) -> None:
    """A visit is of what its group checks, on a day of the group, by members who have nothing to do with it."""
    group, inspection = visit.group, visit.inspection
    if group.is_void:
        raise ValidationError({"group": _("This group is void.")})
    if not group.covered.filter(inspection=inspection).exists():
        raise ValidationError({"inspection": _("The group does not check this inspection.")})
    if not group.formed_on <= visit.planned_on <= group.ends_on:
        words = _("The group lasts from %(first)s to %(last)s.")
        days = {"first": group.formed_on.isoformat(), "last": group.ends_on.isoformat()}
        raise ValidationError({"planned_on": words % days})
    if "participants" in links:
        _require_fit(visit, list(links["participants"]))


def _require_fit(visit: SupervisionVisit, going: list[User]) -> None:
    organization = visit.inspection.organization
    keys = [account.pk for account in going]
    if set(keys) - set(visit.group.memberships.values_list("account", flat=True)):
        raise ValidationError({"participants": _("Only members of the group go on its visits.")})
    free = User.objects.filter(pk__in=keys).free_of_recusal(organization)
    barred = [str(account) for account in going if account.pk not in set(free.values_list("pk", flat=True))]
    barred += [str(account) for account in going if account.organization_id == organization.pk]
    if barred:
        words = _("%(names)s must stand aside from this organization (recusal).")
        raise ValidationError({"participants": words % {"names": "、".join(barred)}})


def owe_visit(visit: SupervisionVisit, by: Actor) -> None:
    """The office owes the visit by its day, until it is made or void."""
    owed = obligations.obligation(
        duties.CARRY_OUT_VISIT,
        visit,
        OWED,
        {"organization": visit.inspection.organization.name},
        inspection=visit.inspection,
        from_on=min(today(), visit.planned_on),
        due_on=visit.planned_on,
    )
    obligations.owe_until(owed, done_on=visit.visited_on, is_void=visit.is_void)


def tell_participants(visit: SupervisionVisit, by: Actor) -> None:
    """Who goes is told, with the day."""
    tell(
        visit.participants.all(),
        kind="visit.planned",
        subject=gettext_lazy("Supervision visit to %(organization)s on %(day)s"),
        url=visit.get_absolute_url(),
        organization=visit.inspection.organization.name,
        day=visit.planned_on.isoformat(),
    )
