"""Sweeps say in the trail what they deleted; of nothing, nothing."""

from collections.abc import Mapping

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from core.models import Cleared
from core.trail import audit


def note_cleared(sweep: str, amounts: Mapping[Cleared.Kind, int]) -> dict[str, int]:
    """Leave a trace of each kind of which something was deleted; how many of each, by the kind's name."""
    Cleared.objects.bulk_create(
        Cleared(kind=kind, amount=amount, sweep=sweep) for kind, amount in amounts.items() if amount
    )
    return {kind.value: amount for kind, amount in amounts.items()}


def _clearings() -> QuerySet:
    return Cleared._base_manager.annotate(
        trace_at=F("at"),
        trace_by=F("sweep"),
        trace_kind=Value("core.cleared"),
        trace_step=Value("cleared"),
        trace_of=Concat("kind", Value(" "), Cast("amount", CharField()), output_field=CharField()),
        trace_row=F("pk"),
    )


def _in_words(of: str) -> tuple[str, None]:
    kind, _space, amount = of.partition(" ")
    return f"{Cleared.Kind(kind).label} × {amount}", None


audit.register("core.cleared", _("Clearing"), _clearings, subject=_in_words, steps={"cleared": _("deleted")})
