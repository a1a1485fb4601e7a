"""Why a step of an inspection is not open yet, in words; "" when it is. Services refuse by these and pages show them.

Each names only what this user sees; an organization they are recused from is spoken of without its name.
"""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.access.reach import Actor
from rounds.models import Inspection, Round


def why_not_enter(user: Actor, inspection: Inspection) -> str:
    """Organizations are entered while their round is on site."""
    if inspection.team.round.status != Round.Status.ON_SITE:
        return _("The round has not begun its field stage.")
    return ""


def why_not_change_plan(round: Round) -> str:
    """Teams, people and organizations of a round are changed while its plan is in preparation.

    An approved plan is what was approved: whatever is added to it later, or taken out, is decided on for itself.
    """
    if round.status == Round.Status.PREPARING:
        return ""
    if round.status == Round.Status.SUBMITTED:
        return _("The plan lies with the leading group. It can be changed once it is returned.")
    return _("The plan is approved. Apply for the change; the leading group decides on it.")


def names_of_organizations(user: Actor, inspections: QuerySet[Inspection]) -> str:
    """The first three by name; one the user does not see without it; "" for none."""
    some = list(inspections.select_related("organization")[:3])
    seen = set(
        Inspection.objects.visible_to(user).filter(pk__in=[each.pk for each in some]).values_list("pk", flat=True)
    )
    named = [str(each.organization) if each.pk in seen else _("an organization you are recused from") for each in some]
    return _(", ").join(named)
