"""What the pages of an entry and of its correction tell of each other: old and new, and why."""

from typing import Any

from django.utils.translation import gettext as _

from core.models.entries import CorrectedEntry
from core.registers.register import Register
from core.ui.views.record import Fact, field_label, field_words


def told_of_corrections(entry: CorrectedEntry, register: Register) -> list[Fact]:
    """What it corrects, old and new, with the reason; and what has taken its place."""
    facts = []
    if entry.corrects is not None:
        old = entry.corrects
        facts.append(Fact(_("Corrects"), old, url=old.get_absolute_url()))
        facts += [Fact(label, words, wide=True) for label, words in _changes(old, entry, register)]
        facts.append(Fact(_("Reason of the correction"), entry.why, wide=True))
    if entry.is_corrected:
        right = entry.correction
        facts.append(Fact(_("Corrected by"), right, url=right.get_absolute_url()))
        facts.append(Fact(_("Reason of the correction"), right.why, wide=True))
    return facts


def _changes(old: Any, new: Any, register: Register) -> list[tuple[str, str]]:
    """Each fact that reads otherwise by now."""
    attributes = {field.name: field.attname for field in new._meta.concrete_fields}
    names = [name for name in register.facts if name in attributes]
    names = [name for name in names if getattr(old, attributes[name]) != getattr(new, attributes[name])]
    pairs = [(name, field_words(old, name) or "—", field_words(new, name) or "—") for name in names]
    words = _("%(old)s → %(new)s")
    return [(field_label(new, name), words % {"old": a, "new": b}) for name, a, b in pairs]
