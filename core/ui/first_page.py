"""Where somebody is led after signing in: the worklist, unless an app has a better first page for them."""

from collections.abc import Callable
from typing import Any

from core.addresses import address_of

WORKLIST = "worklist"
_first: list[tuple[str, Callable[[Any], bool]]] = []


def register(url_name: str, opens_for: Callable[[Any], bool]) -> None:
    """Lead those users to this page."""
    _first.append((url_name, opens_for))


def first_page_of(user: Any) -> str:
    """The address of this user's first page."""
    return address_of(next((name for name, opens_for in _first if opens_for(user)), WORKLIST))
