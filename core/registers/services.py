"""Entering into a register and correcting what was entered."""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.dispatch import receiver
from django.utils.translation import gettext as _

from core.access.reach import Actor, require
from core.files.attachments import store_attachments
from core.files.signals import file_opened
from core.models.entries import CorrectedEntry, Entry
from core.registers.register import Register, register_of
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import require_side, require_text
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import may_take


@all_or_nothing
def enter(register: Register, *, by: Actor, files: Sequence[UploadedFile] = (), **facts: Any) -> Entry:
    """Enter something with its documents. Raises `ValidationError`, at the field, for what a person can mend."""
    require(register.may_enter(by), _("This register is kept by others."))
    entry = register.model()
    register.fills(entry, by)
    _write(register, entry, by=by, files=files, facts=facts)
    register.tells(entry, by)
    return entry


@all_or_nothing
def correct(entry: Entry, *, by: Actor, seen: str = "", files: Sequence[UploadedFile] = (), **facts: Any) -> Entry:
    """Correct what was entered, or add documents; `seen` refuses to undo what someone else changed meanwhile.

    Figures of days past tell what is right by now; what stood before is in the trail. A `CorrectedEntry` is corrected
    by another, which is answered; it needs the reason as `why`.
    """
    require_side(may_take(type(entry).objects.keepable_by, by, entry))
    lock_row(entry, seen=seen)
    if entry.is_void:
        raise IllegalStep(_("This entry is void; it stays as it was."))
    if isinstance(entry, CorrectedEntry):
        return _enter_instead(entry, by=by, files=files, **facts)
    return _write(register_of(entry), entry, by=by, files=files, facts=facts)


@receiver(file_opened)
def _show_with_its_documents(owner: Any, by: Actor, **kwargs: Any) -> None:
    """Whoever reads a document of an entry is shown the entry."""
    if isinstance(owner, Entry):
        register_of(owner).shown(owner, by)


def _enter_instead(
    entry: CorrectedEntry, *, by: Actor, files: Sequence[UploadedFile], why: str = "", **facts: Any
) -> Entry:
    """Enter what is right in the place of `entry`, as it stood but for the `facts`; answers the correction."""
    register = register_of(entry)
    why = require_text("why", why, _("Reason"))
    links = {name: getattr(entry, name).all() for name in register.links}
    right = register.model(**{name: value for name, value in _values_of(entry).items() if name not in NOT_TAKEN_OVER})
    right.corrects, right.why = entry, why
    with acting(by, reason=why):
        save_checked(entry, by=by, reason=why, voided_on=today())
        return _write(register, right, by=by, files=files, facts=links | facts)


NOT_TAKEN_OVER = {"id", "voided_on", "updated_at", "corrects_id", "why"}


def _values_of(entry: Entry) -> dict[str, Any]:
    return {field.attname: getattr(entry, field.attname) for field in entry._meta.concrete_fields}


def _write(
    register: Register, entry: Entry, *, by: Actor, files: Sequence[UploadedFile], facts: dict[str, Any]
) -> Entry:
    links = {name: facts.pop(name) for name in register.links if name in facts}
    for day in (register.day, *register.form.LATER[:1]):
        if facts.get(day):
            require_past(day, facts[day])
    for name, value in facts.items():
        setattr(entry, name, value)
    register.refuses(entry, links)
    save_checked(entry, by=by, ask_checks=True)  # nothing is written before it is known to be right
    with acting(by):
        for name, rows in links.items():
            getattr(entry, name).set(rows)
        store_attachments(entry, files, by=by)
        register.follow(entry, by)
    return entry
