"""Drafts that came back: handed on once, and returned to be mended."""

from django.db.models import Exists, OuterRef, QuerySet


def given_back(model) -> QuerySet:
    """The keys of the drafts that had left the team before."""
    return model.pgh_event_model.objects.exclude(status=model.Status.DRAFT).values("pgh_obj")


def with_return(rows: QuerySet) -> QuerySet:
    """The rows, each with whether it `came_back` after it had been handed on."""
    return rows.annotate(came_back=Exists(given_back(rows.model).filter(pgh_obj=OuterRef("pk"))))
