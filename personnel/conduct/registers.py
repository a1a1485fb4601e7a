"""The registers that concern the discipline of teams."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registers.register import Links, Register, Words, keep
from core.workflow.steps import Asks, Step, Task
from personnel.addressees import tell_team_of_make_up
from personnel.conduct import filters, forms, tables
from personnel.conduct.services import finish_make_up, owe_make_up, owed_make_up
from personnel.models import Commitment, ConductCatalogue, IntegrityTalk, MakeUpOrder, Replacement
from personnel.permissions import can_keep_people, reads_all_rounds
from rounds.deadlines.obligations import leave_unchecked

OF_POSTING = ("posting__person", "posting__team__round")


def replaced_as_released(replacement: Replacement, links: Links) -> None:
    """Who is replaced was released on that day; who takes over is somebody else of the same team."""
    posting, successor = replacement.posting, replacement.successor
    if posting.released_on != replacement.replaced_on:
        words = _("This member was not released on that day. Replace them on the page of their team.")
        raise ValidationError({"posting": words})
    if successor and (successor.team_id != posting.team_id or successor.person_id == posting.person_id):
        raise ValidationError({"successor": _("Choose another member of the same team.")})


def ordered_while_it_stood(order: MakeUpOrder, links: Links) -> None:
    """A team is ordered to make up work after it was formed."""
    formed_on = order.team.formed_on
    if order.ordered_on and formed_on and order.ordered_on < formed_on:
        raise ValidationError({"ordered_on": _("The team was formed after this day.")})


def signed_once_posted(commitment: Commitment, links: Links) -> None:
    """Nobody signs for a round after they left it."""
    released_on = commitment.posting.released_on
    if released_on and commitment.signed_on > released_on:
        raise ValidationError({"signed_on": _("The person had left the team by then.")})


def talked_to_a_team_of_the_round(talk: IntegrityTalk, links: Links) -> None:
    """The team, where one is named, is of the round."""
    if talk.team and talk.team.round_id != talk.round_id:
        raise ValidationError({"team": _("This team is of another round.")})


REPLACEMENTS = keep(
    Register(
        Replacement,
        named="personnel:replacement",
        listed="personnel:replacements",
        words=Words(
            gettext_lazy("Members replaced"),
            gettext_lazy("Record a replacement"),
            gettext_lazy("Change the replacement"),
            gettext_lazy("No member was replaced yet."),
            gettext_lazy("A member is replaced on the page of the team; what happened before is recorded here."),
        ),
        day="replaced_on",
        form=forms.ReplacementForm,
        table=tables.ReplacementTable,
        filters=filters.ReplacementFilter,
        facts=("posting", "replaced_on", "successor", "grounds"),
        wide=("grounds",),
        reads=(*OF_POSTING, "successor__person", "successor__team"),
        opens=reads_all_rounds,
        may_enter=can_keep_people,
        refuses=replaced_as_released,
    )
)
MAKE_UP_ORDERS = keep(
    Register(
        MakeUpOrder,
        named="personnel:make_up_order",
        listed="personnel:make_up_orders",
        words=Words(
            gettext_lazy("Teams ordered to make up work"),
            gettext_lazy("Record an order"),
            gettext_lazy("Change the order"),
            gettext_lazy("No team was ordered to make up work yet."),
            gettext_lazy("Record which team makes up work by which day, and why."),
        ),
        day="ordered_on",
        form=forms.MakeUpOrderForm,
        table=tables.MakeUpOrderTable,
        filters=filters.MakeUpOrderFilter,
        facts=("team", "ordered_on", "due_on", "grounds", "done_on", "outcome"),
        wide=("grounds", "outcome"),
        reads=("team__round",),
        opens=reads_all_rounds,
        may_enter=can_keep_people,
        refuses=ordered_while_it_stood,
        follow=owe_make_up,
        owes=owed_make_up,
        tells=tell_team_of_make_up,
        brought=leave_unchecked,
    ),
    Step(
        "finish",
        gettext_lazy("Record that it is made up"),
        rows=MakeUpOrder.objects.finishable_by,
        service=finish_make_up,
        asks=Asks(forms.MadeUpForm, consequence=gettext_lazy("The order is met; nobody is reminded of it any more.")),
        task=Task(
            gettext_lazy("Have %(round)s %(team)s make up its work"),
            gettext_lazy("Record it"),
            facts=lambda order: {"round": order.team.round, "team": order.team},
            detail=lambda order: order.grounds,
            due_on=lambda order: order.due_on,
        ),
    ),
    reads=("team__round",),
)
COMMITMENTS = keep(
    Register(
        Commitment,
        named="personnel:commitment",
        listed="personnel:commitments",
        words=Words(
            gettext_lazy("Commitments"),
            gettext_lazy("Record a commitment signed on paper"),
            gettext_lazy("Change the commitment"),
            gettext_lazy("No commitment is signed yet."),
            gettext_lazy("Members with an account sign on their worklist; what was signed on paper is recorded here."),
        ),
        day="signed_on",
        form=forms.CommitmentForm,
        table=tables.CommitmentTable,
        filters=filters.CommitmentFilter,
        facts=("posting", "signed_on", "way"),
        reads=OF_POSTING,
        opens=reads_all_rounds,
        may_enter=can_keep_people,
        refuses=signed_once_posted,
    )
)
TALKS = keep(
    Register(
        IntegrityTalk,
        named="personnel:integrity_talk",
        listed="personnel:integrity_talks",
        words=Words(
            gettext_lazy("Integrity talks"),
            gettext_lazy("Record an integrity talk"),
            gettext_lazy("Change the integrity talk"),
            gettext_lazy("No integrity talk is recorded yet."),
            gettext_lazy("Record the talk that is held with the teams of each round, and who attended."),
        ),
        day="held_on",
        form=forms.IntegrityTalkForm,
        table=tables.IntegrityTalkTable,
        filters=filters.IntegrityTalkFilter,
        facts=("round", "team", "held_on", "speaker", "attendants", "record"),
        wide=("record",),
        reads=("round", "team"),
        gathers=("attended",),
        opens=reads_all_rounds,
        may_enter=can_keep_people,
        refuses=talked_to_a_team_of_the_round,
    )
)
CATALOGUES = keep(
    Register(
        ConductCatalogue,
        named="personnel:conduct_catalogue",
        listed="personnel:conduct_catalogues",
        words=Words(
            gettext_lazy("Catalogues of conduct"),
            gettext_lazy("Enter a version"),
            gettext_lazy("Change the version"),
            gettext_lazy("No catalogue is entered yet."),
            gettext_lazy("Enter what who inspects does not do; it is shown where they sign."),
        ),
        day="in_force_on",
        form=forms.ConductCatalogueForm,
        table=tables.ConductCatalogueTable,
        filters=filters.ConductCatalogueFilter,
        facts=("kind", "in_force_on", "document", "text"),
        wide=("text",),
        opens=reads_all_rounds,
        may_enter=can_keep_people,
    )
)
