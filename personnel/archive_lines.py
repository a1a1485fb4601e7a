"""What the people of a team bring into the archive of an inspection: commitments, the integrity talk, recusals."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from personnel.models import Commitment, IntegrityTalk, Posting, Recusal
from rounds.archive.lines import Line, Stage, lines
from rounds.models import Inspection


def _unsigned() -> Exists:
    """Somebody of the team without a commitment."""
    signed = Commitment.objects.standing().filter(posting=OuterRef("pk"))
    return Exists(Posting.objects.filter(~Exists(signed), team=OuterRef("team"), released_on=None))


def _talked() -> Exists:
    of_team = Q(team=OuterRef("team")) | Q(team=None)
    return Exists(IntegrityTalk.objects.standing().filter(of_team, round=OuterRef("team__round")))


def _talks(inspection: Inspection, user: Any):
    """Of these, what a reader sees; that of the team before that of the round."""
    of_team = Q(team=inspection.team_id) | Q(team=None)
    rows = IntegrityTalk.objects.visible_to(user).standing().filter(of_team, round=inspection.team.round_id)
    return rows.order_by(F("team").asc(nulls_last=True), "-held_on", "-pk")


lines.register(
    Line(
        "commitments",
        Stage.BEFORE,
        _("Commitments of the members of the team"),
        applies=lambda: Q(team__round__needs_commitments=True),
        otherwise=_("This round asks for no commitments."),
        there=lambda: ~_unsigned(),
        lack=_("Some of the team have not signed; have them sign, or record the paper."),
        url=lambda inspection: inspection.team.get_absolute_url(),
    ),
    Line(
        "integrity_talk",
        Stage.BEFORE,
        _("Integrity talk before entering"),
        there=_talked,
        entries=_talks,
        lack=_("Record the integrity talk, or where its minutes are kept."),
        url=lambda inspection: reverse("personnel:integrity_talk_add"),
    ),
    Line(
        "recusals",
        Stage.BEFORE,
        _("Recusals declared"),
        applies=lambda: Exists(Recusal.objects.filter(organization=OuterRef("organization"))),
        otherwise=_("Nobody is recused from this organization."),
        there=lambda: Q(pk__isnull=False),
        lack="",
        url=lambda inspection: inspection.organization.get_absolute_url(),
    ),
)
