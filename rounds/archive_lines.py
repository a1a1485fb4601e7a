"""What the plan of a round and its announcements bring into the archive of an inspection."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rounds.archive.lines import Line, Stage, lines
from rounds.models import Announcement, Inspection

Kind = Announcement.Kind


def _announced(kind: str) -> Exists:
    """About the inspection itself, or about its round as a whole."""
    about = Q(inspection=OuterRef("pk")) | Q(round=OuterRef("team__round"))
    return Exists(Announcement.objects.standing().filter(about, kind=kind))


def _entries(kind: str):
    """Of these, what a reader sees; that of the inspection itself before that of its round."""

    def entries(inspection: Inspection, user: Any):
        about = Q(inspection=inspection) | Q(round=inspection.team.round_id)
        rows = Announcement.objects.visible_to(user).standing().filter(about, kind=kind)
        return rows.order_by(F("inspection").asc(nulls_last=True), "-decided_on", "-pk")

    return entries


def _register(inspection: Inspection) -> str:
    return f"{reverse('rounds:announcement_add')}?inspection={inspection.pk}"


lines.register(
    Line(
        "round_plan",
        Stage.BEFORE,
        _("Plan of the round with its approval and authorization"),
        there=lambda: Q(team__round__approved_on__isnull=False),
        lack=_("The day of the approval of the round is not recorded."),
        url=lambda inspection: inspection.team.round.get_absolute_url(),
    ),
    Line(
        "inspection_notice",
        Stage.BEFORE,
        _("Inspection notice"),
        there=lambda: _announced(Kind.NOTICE),
        entries=_entries(Kind.NOTICE),
        lack=_("Record the notice in the register of announcements, or where its paper is kept."),
        url=_register,
    ),
    Line(
        "entry",
        Stage.FIELD,
        _("Entry, made known"),
        there=lambda: _announced(Kind.ENTRY),
        entries=_entries(Kind.ENTRY),
        lack=_("Record the entry in the register of announcements, or where its paper is kept."),
        url=_register,
    ),
)
