"""The step that every entry has: what was entered in error becomes void."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.reach import Actor
from core.models.entries import Entry
from core.trail.recording import acting
from core.ui.forms import ReasonForm
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side, require_text
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import Asks, Step, may_take

HINT = _("Say why it should not have been entered. What happened and ended is no error: record how it ended.")


def void_step(register: Any) -> Step:
    """The declaration of the step for the entries of this register."""

    @all_or_nothing
    def void(entry: Entry, *, by: Actor, reason: str) -> Entry:
        """Make an entry void; whatever counts leaves it out, on days past as well."""
        rows = type(entry).objects  # what cannot be changed any more may still be made void
        require_side(may_take(rows.keepable_by, by, entry) or may_take(rows.voidable_by, by, entry))
        lock_row(entry)
        if entry.is_void:
            raise IllegalStep(_("This entry is void already."))
        reason = require_text("reason", reason, _("Reason"))
        with acting(by, reason=reason):
            save_checked(entry, by=by, reason=reason, voided_on=today())
            register.follow(entry, by)
        return entry

    return Step(
        "void",
        _("Make void"),
        rows=register.model.objects.voidable_by,
        primary=False,
        service=void,
        asks=Asks(
            ReasonForm,
            title=_("Make the entry void"),
            consequence=_("It counts no more, on any day; it stays readable with your reason."),
            danger=True,
            given=lambda row, user: {"hint": HINT},
        ),
        done=_("The entry is void."),
    )
