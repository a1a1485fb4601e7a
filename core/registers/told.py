"""What an entry says in words, shown where a step on it is taken: one answers what one reads."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db.models import Model

from core.ui.views.record import facts_of
from core.workflow.steps import Shown, Step


def telling(register: Any, step: Step) -> Step:
    """The step, with the words of the entry on its page where it asks something and shows nothing of its own."""
    if step.asks is None or step.asks.shows is not None:
        return step
    return replace(step, asks=replace(step.asks, shows=_words_of(register)))


def _words_of(register: Any) -> Shown:
    def told(entry: Model, user: Any) -> dict[str, Collection[Any]]:
        register.shown(entry, user)
        texts = [name for name in register.wide if not entry._meta.get_field(name).is_relation]
        facts = facts_of(entry, *texts, wide=texts)
        return {"entry_words": [fact for fact in facts if fact.value and fact.value != str(entry)]}

    return Shown("core/_entry_words.html", told, wide=False)
