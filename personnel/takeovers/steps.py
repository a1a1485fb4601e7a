"""The step by which a newcomer takes over the duties of a post."""

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Asks, Command, Shown, Step, Task, register_steps
from personnel.duties import TAKE_OVER
from personnel.models import TakenMatter, Takeover
from personnel.takeovers.bodies import TakeOverBody
from personnel.takeovers.forms import TakeOverForm
from personnel.takeovers.matters import matters_seen
from personnel.takeovers.services import OWED, take_over, to_take_over
from personnel.takeovers.tables import OpenDuties, OpenMatters, TakenMatters
from rounds.deadlines.querysets import with_owed_day
from rounds.models import Obligation

takeovers = Takeover.objects


def duties_seen(takeover: Takeover, user) -> OpenDuties:
    """What waits to be taken over, as far as this user sees what is owed."""
    return OpenDuties(
        Obligation.objects.visible_to(user).filter(pk__in=to_take_over(takeover.organization_id)).with_rest()
    )


def matters_told(takeover: Takeover, user) -> OpenMatters | TakenMatters:
    """What lies open beside the duties, as far as this user sees it; once taken over, as it was on that day."""
    if takeover.status == Takeover.Status.OPEN:
        return OpenMatters(matters_seen(takeover.organization_id, user))
    return TakenMatters(TakenMatter.objects.visible_to(user).filter(takeover=takeover))


def _asked(takeover: Takeover, user) -> dict:
    return {"duties": duties_seen(takeover, user), "matters": matters_told(takeover, user)}


STEPS = register_steps(
    Takeover,
    Step(
        "take_over",
        _("Take over the duties"),
        rows=takeovers.takeable_by,
        states=(Takeover.Status.OPEN,),
        service=take_over,
        asks=Asks(
            TakeOverForm,
            consequence=_(
                "Day, names, statement and the lists of open duties and matters are kept as they are now. The"
                " inspection office is told. What your predecessor signed keeps their name."
            ),
            shows=Shown("personnel/_duties_to_take_over.html", _asked),
        ),
        command=Command("Take over the duties of the post, for the caller.", TakeOverBody),
        done=_("The duties are taken over. The inspection office has been told."),
        task=Task(
            OWED,
            _("Go and take over"),
            facts=lambda takeover: {"predecessor": takeover.predecessor},
            detail=lambda takeover: str(takeover.organization),
            due_on=lambda takeover: takeover.owed_on,
            rows=lambda user: with_owed_day(takeovers.takeable_by(user), TAKE_OVER),
        ),
    ),
    reads=("organization",),
)
