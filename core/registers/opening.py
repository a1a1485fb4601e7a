"""Which of the rows that an entry names its reader may open: the page of the entry leads to these and to no others."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, ForeignKey, Model, OuterRef, QuerySet


def with_openings(entries: QuerySet[Any], names: Iterable[str], user: Any) -> QuerySet[Any]:
    """These entries, each told in the same statement whether `user` sees the rows that it names in these fields."""
    fields = [entries.model._meta.get_field(name) for name in names]
    named = [field for field in fields if isinstance(field, ForeignKey) and has_page(field.related_model)]
    return entries.annotate(
        **{
            _told_of(field.name): Exists(
                field.related_model._default_manager.visible_to(user).filter(pk=OuterRef(field.attname))
            )
            for field in named
        }
    )


def address_of_named(entry: Model, name: str) -> str:
    """The page of the row that the entry names there; empty where there is none that its reader may open."""
    return getattr(entry, name).get_absolute_url() if getattr(entry, _told_of(name), False) else ""


def has_page(model: Any) -> bool:
    """Whether rows of this kind have a page, open to whoever sees them."""
    return hasattr(model, "get_absolute_url") and hasattr(model._default_manager, "visible_to")


def _told_of(name: str) -> str:
    return f"opens_{name}"
