"""Who comes new into a post of an organization takes over what it still owes, by a step of their own."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.roles import ORGANIZATION_ROLES, Role
from core.notices.services import tell
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side, require_text
from core.workflow.moves import move
from core.workflow.saving import save_checked
from core.workflow.steps import may_take
from personnel.duties import TAKE_OVER
from personnel.models import RoleGrant, TakenDuty, TakenMatter, Takeover, User
from personnel.takeovers.matters import LONGEST, matters_of
from rounds.deadlines import obligations
from rounds.models import Obligation, Organization

OWED = gettext_lazy("Take over the duties of %(predecessor)s")
TAKEN = gettext_lazy("%(newcomer)s of %(organization)s took over %(amount)s open duties from %(predecessor)s")
Status = Takeover.Status


def to_take_over(organization: Organization | int) -> QuerySet[Obligation]:
    """What the organization still owes, the most urgent first, but for takeovers themselves."""
    return Obligation.objects.open().filter(organization=organization, is_confidential=False).exclude(node=TAKE_OVER)


def follow_change_of_person(organization: Organization | None, role: str, *, by: User) -> None:
    """Make the newcomer owe a takeover where a post of the organization changed from one person to another.

    Called by whatever gives, takes or opens the way to such a role, in the same transaction. Nothing changes where
    somebody else goes on in the post, where nobody held it before, or where nothing is owed.
    """
    if organization is None or role not in ORGANIZATION_ROLES:
        return
    _let_lapse(organization, role, by=by)
    grants = RoleGrant.objects.filter(user__organization=organization, role=role).select_related("user")
    holding = list(grants.current().filter(user__is_active=True))
    if len(holding) != 1 or _was_begun(holding[0]):
        return
    [newcomer] = holding
    before = grants.filter(pk__lt=newcomer.pk).exclude(user=newcomer.user).order_by("-pk").first()
    if before and to_take_over(organization).exists():
        _begin(organization, newcomer, before.user.name, by=by)


def _was_begun(grant: RoleGrant) -> bool:
    """Whether this newcomer took over, or has yet to, since the role was given."""
    begun = Takeover.objects.filter(account=grant.user, role=grant.role, begun_on__gte=grant.granted_on)
    return begun.exclude(status=Status.LAPSED).exists()


def _begin(organization: Organization, grant: RoleGrant, predecessor: str, *, by: User) -> None:
    names = {"predecessor": predecessor, "newcomer": grant.user.name}
    takeover = Takeover(organization=organization, role=grant.role, account=grant.user, begun_on=today(), **names)
    save_checked(takeover, by=by)
    with acting(by):
        obligations.open_obligation(
            TAKE_OVER, takeover, OWED, {"predecessor": predecessor}, organization=organization, from_on=today()
        )
    tell([grant.user], kind="takeover.begun", subject=OWED, url=takeover.get_absolute_url(), predecessor=predecessor)


def _let_lapse(organization: Organization, role: str, *, by: User) -> None:
    """What waits for somebody who is not in the post any more is owed no more; who comes next has one of their own."""
    held = RoleGrant.objects.current().filter(role=role, user__is_active=True).values("user")
    for takeover in Takeover.objects.open().filter(organization=organization, role=role).exclude(account__in=held):
        move(takeover, Status.LAPSED, by=by)
        with acting(by):
            obligations.cancel(TAKE_OVER, takeover, today())


@all_or_nothing
def take_over(takeover: Takeover, text: str, *, by: User) -> Takeover:
    """The newcomer takes over what is owed and lies open: it is written down as of this day, and frozen."""
    require_side(may_take(Takeover.objects.takeable_by, by, takeover))
    text = require_text("text", text, _("The statement"))
    owed = list(to_take_over(takeover.organization_id))
    move(takeover, Status.TAKEN, by=by, taken_on=today(), text=text, newcomer=by.name)
    with acting(by):
        TakenDuty.objects.bulk_create(_frozen(takeover, each) for each in owed)
        TakenMatter.objects.bulk_create(
            TakenMatter(
                takeover=takeover, kind=kind, title=each.title[:LONGEST], state=str(each.state), due_on=each.due_on
            )
            for kind, each in matters_of(takeover.organization_id)
        )
        obligations.meet(TAKE_OVER, takeover, today())
    users = User.objects.holding(Role.OFFICE).free_of_recusal(takeover.organization)
    tell(users, kind="takeover.done", subject=TAKEN, url=takeover.get_absolute_url(), **_facts(takeover, len(owed)))
    return takeover


def _frozen(takeover: Takeover, owed: Obligation) -> TakenDuty:
    return TakenDuty(takeover=takeover, obligation=owed, title=owed.title, titles=owed.titles, due_on=owed.due_on)


def _facts(takeover: Takeover, amount: int) -> dict[str, Any]:
    return {
        "newcomer": takeover.newcomer,
        "organization": takeover.organization,
        "predecessor": takeover.predecessor,
        "amount": amount,
    }
