"""Entering into a register and correcting what was entered."""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.dispatch import receiver
from django.utils.translation import gettext as _

from core.access.reach import Actor, require
from core.files.attachments import store_attachments
from core.files.signals import file_opened
from core.models.entries import Entry
from core.registers.register import Register, register_of
from core.trail.recording import acting
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import require_side
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

    Figures of days past tell what is right by now; what stood before is in the trail.
    """
    require_side(may_take(type(entry).objects.keepable_by, by, entry))
    lock_row(entry, seen=seen)
    if entry.is_void:
        raise IllegalStep(_("This entry is void; it stays as it was."))
    return _write(register_of(entry), entry, by=by, files=files, facts=facts)


@receiver(file_opened)
def _show_with_its_documents(owner: Any, by: Actor, **kwargs: Any) -> None:
    """Whoever reads a document of an entry is shown the entry."""
    if isinstance(owner, Entry):
        register_of(owner).shown(owner, by)


def _write(
    register: Register, entry: Entry, *, by: Actor, files: Sequence[UploadedFile], facts: dict[str, Any]
) -> Entry:
    links = {name: facts.pop(name) for name in register.links if name in facts}
    if facts.get(register.day):
        require_past(register.day, facts[register.day])
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
