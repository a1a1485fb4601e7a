"""Counting related rows as a column, without multiplying the rows that are listed."""

from django.db.models import Count, IntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


def count_of(rows: QuerySet, link: str) -> Coalesce:
    """How many of `rows` hang on each listed row by `link`; give only rows the reader may see."""
    hanging = rows.order_by().filter(**{link: OuterRef("pk")}).values(link).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(hanging, output_field=IntegerField()), 0)


def latest_of(rows: QuerySet, link: str, field: str) -> Subquery:
    """The latest `field` among the `rows` that hang on each listed row by `link`."""
    hanging = rows.order_by().filter(**{link: OuterRef("pk")}).values(link)
    return Subquery(hanging.annotate(latest=Max(field)).values("latest"))
