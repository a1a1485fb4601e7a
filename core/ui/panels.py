"""How a lower app's page shows an upper app's part of a record: by address, never by import.

`findings` registers a panel for `Inspection`; the page of `rounds` asks for the panels of its record and fetches each
by its URL. The panel's own view decides, through its own door, what this user sees.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Panel:
    """One part of a record's page: where it is fetched, in which order, and for whom it is worth asking."""

    title: str
    url_name: str
    order: int
    visible: Callable[[object], bool]


_panels: dict[type, list[Panel]] = {}


def register(model: type, title: str, url_name: str, *, order: int = 100, visible=lambda user: True) -> None:
    """Add a panel to the page of every `model`; `url_name` takes the record's key."""
    _panels.setdefault(model, []).append(Panel(title, url_name, order, visible))


def panels_for(obj, user) -> list[dict]:
    """Title and address of each panel this user may ask for on this record's page."""
    panels = sorted(_panels.get(type(obj), ()), key=lambda panel: panel.order)
    return [
        {"title": panel.title, "url": reverse(panel.url_name, args=[obj.pk])}
        for panel in panels
        if panel.visible(user)
    ]
