"""The register of announcements."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor
from core.registers.register import Links, Register, Words, keep
from rounds.announcements.filters import AnnouncementFilter
from rounds.announcements.forms import AnnouncementForm
from rounds.announcements.tables import AnnouncementTable
from rounds.models import Announcement
from rounds.permissions import can_keep_rounds, reads_registers
from rounds.signals import announcement_entered


def about_what_its_kind_says(announcement: Announcement, links: Links) -> None:
    """Entries and feedbacks are of an inspection or a round; a typical case may be of neither."""
    is_about = announcement.round or announcement.inspection
    if announcement.kind and announcement.kind != Announcement.Kind.EXPOSURE and not is_about:
        raise ValidationError({"round": _("Say which round or which inspection it is about.")})


def tell_who_waits_for_it(announcement: Announcement, by: Actor) -> None:
    """Who owes the publication may have done so by it."""
    announcement_entered.send(Announcement, announcement=announcement, by=by)


ANNOUNCEMENTS = keep(
    Register(
        Announcement,
        named="rounds:announcement",
        listed="rounds:announcements",
        words=Words(
            gettext_lazy("Announcements"),
            gettext_lazy("Record an announcement"),
            gettext_lazy("Change the announcement"),
            gettext_lazy("No announcement is recorded yet."),
            gettext_lazy("Record what was published where, and what was not published and why."),
        ),
        day="decided_on",
        form=AnnouncementForm,
        table=AnnouncementTable,
        filters=AnnouncementFilter,
        facts=(
            "kind",
            "decided_on",
            "round",
            "inspection",
            "channel",
            "link",
            "ground",
            "approved_by",
            "text",
        ),
        wide=("inspection", "link", "text"),
        reads=("round", "inspection__organization", "inspection__team__round"),
        opens=reads_registers,
        may_enter=can_keep_rounds,
        refuses=about_what_its_kind_says,
        follow=tell_who_waits_for_it,
    )
)
