"""Looking things up by the names that a ledger writes."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


def same_name(name: str) -> str:
    """A name as it is compared: without spaces, and one kind of brackets."""
    return "".join(unicodedata.normalize("NFKC", name).split())


class ByName(Generic[Thing]):
    """Things found by name: the one written exactly so, else one whose name differs only in spaces or full width.

    `attributes` hold the parts of the name: `ByName(categories, "group", "title").get("Finance", "Budget")`.
    """

    def __init__(self, things: Iterable[Thing] = (), *attributes: str):
        self._attributes = attributes or ("name",)
        self._exact: dict[tuple[str, ...], Thing] = {}
        self._alike: dict[tuple[str, ...], Thing] = {}
        for thing in things:
            self.add(thing)

    def __iter__(self) -> Iterator[Thing]:
        """In the order in which they were added, each once."""
        return iter(self._exact.values())

    def add(self, thing: Thing) -> Thing:
        """Add a thing; it replaces one of the same name."""
        names = tuple(getattr(thing, attribute) for attribute in self._attributes)
        self._exact[names] = self._alike[tuple(map(same_name, names))] = thing
        return thing

    def get(self, *names: str) -> Thing | None:
        """The thing of that name, or None."""
        return self._exact.get(names) or self._alike.get(tuple(map(same_name, names)))
