"""Obligations with what pages and lists read of them, and rows with the day by which something is owed on them."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Subquery

from rounds.models import Obligation


def with_owed_day(rows, *nodes: str):
    """The rows, each with the day by which one of these is owed on it, `owed_on`; None where none is that runs.

    `owed_rests` says that one of them is paused by hand.
    """
    owed = Obligation.objects.filter(
        node__in=nodes, subject_type=ContentType.objects.get_for_model(rows.model), subject_id=OuterRef("pk")
    )
    day = Subquery(owed.running().values("due_on")[:1])
    return rows.annotate(owed_on=day, owed_rests=Exists(owed.open().at_rest()))


def obligations_for(user):
    """Obligations the user sees, the most urgent first, each with its pause by hand."""
    rows = Obligation.objects.visible_to(user).with_rest()
    return rows.select_related("organization", "body", "account", "inspection__organization")
