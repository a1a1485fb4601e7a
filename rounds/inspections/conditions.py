"""Why a step of an inspection is not open yet, in words; "" when it is. Services refuse by these and pages show them.

Each names only what this user sees; an organization they are recused from is spoken of without its name.
"""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.access.reach import Actor
from rounds.models import Inspection, Organization, Round


def why_not_enter(user: Actor, inspection: Inspection) -> str:
    """Organizations are entered while their round is on site."""
    if inspection.team.round.status != Round.Status.ON_SITE:
        return _("%(round)s has not begun its field stage.") % {"round": inspection.team.round}
    return ""


def why_not_change_plan(round: Round) -> str:
    """Teams, people and organizations of a round are changed while its plan is in preparation.

    An approved plan is what was approved: whatever is added to it later, or taken out, is decided on for itself.
    """
    if round.status == Round.Status.PREPARING:
        return ""
    if round.status == Round.Status.SUBMITTED:
        return lies_with_leading_group(round)
    words = _("The plan of %(round)s is approved. Apply for the change; the leading group decides on it.")
    return words % {"round": round}


def lies_with_leading_group(round: Round) -> str:
    """What is said of a plan that is submitted."""
    words = _("The plan of %(round)s lies with the leading group. It can be changed once it is returned.")
    return words % {"round": round}


def why_not_take_out(inspection: Inspection) -> str:
    """An organization is taken out of the plan before the team enters it."""
    if inspection.status == Inspection.Status.PLANNED:
        return ""
    return has_begun(inspection)


def why_ended(organization: Organization) -> str:
    """What was merged or abolished is inspected no more, and appoints nobody; what it went into is."""
    if organization.is_standing:
        return ""
    told = {"organization": organization, "day": organization.ended_on, "successor": organization.answered_by}
    if organization.answered_by:
        words = _("%(organization)s ended on %(day)s; %(successor)s answers for it.")
    else:
        words = _("%(organization)s ended on %(day)s.")
    return words % told


def has_begun(inspection: Inspection) -> str:
    """What is said of an inspection on which more than the plan stands."""
    words = _("%(team)s has begun its work at %(organization)s, which can no longer be taken out of the plan.")
    return words % {"team": inspection.team, "organization": inspection.organization}


def names_of_organizations(user: Actor, inspections: QuerySet[Inspection]) -> str:
    """The first three by name; one the user does not see without it; "" for none."""
    some = list(inspections.select_related("organization")[:3])
    seen = set(
        Inspection.objects.visible_to(user).filter(pk__in=[each.pk for each in some]).values_list("pk", flat=True)
    )
    named = [str(each.organization) if each.pk in seen else _("an organization you are recused from") for each in some]
    return _(", ").join(named)
