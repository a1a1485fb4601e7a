"""Looking things up by the names that a ledger writes."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from core.names.lookalikes import skeleton
from core.names.spelling import same_name

Thing = TypeVar("Thing")


class ByName(Generic[Thing]):
    """Things found by name: the one written exactly so, else one of the same name (`core.names.spelling.same_name`).

    `attributes` hold the parts of the name: `ByName(categories, "group", "title").get("Finance", "Budget")`.
    """

    def __init__(self, things: Iterable[Thing] = (), *attributes: str):
        self._attributes = attributes or ("name",)
        self._exact: dict[tuple[str, ...], Thing] = {}
        self._alike: dict[tuple[str, ...], Thing] = {}
        self._looks: dict[tuple[str, ...], Thing] = {}
        for thing in things:
            self.add(thing)

    def __iter__(self) -> Iterator[Thing]:
        """In the order in which they were added, each once."""
        return iter(self._exact.values())

    def add(self, thing: Thing) -> Thing:
        """Add a thing; it replaces one of the same name."""
        names = tuple(getattr(thing, attribute) for attribute in self._attributes)
        self._exact[names] = self._alike[tuple(map(same_name, names))] = thing
        self._looks[tuple(map(skeleton, names))] = thing
        return thing

    def also(self, thing: Thing, *names: str) -> None:
        """Let a thing be found by another name too, where nothing else is called so."""
        self._alike.setdefault(tuple(map(same_name, names)), thing)

    def get(self, *names: str) -> Thing | None:
        """The thing of that name, or None."""
        return self._exact.get(names) or self._alike.get(tuple(map(same_name, names)))

    def look_alike(self, *names: str) -> Thing | None:
        """A thing that a reader may take for the one of that name, of which there is none; or None."""
        return None if self.get(*names) else self._looks.get(tuple(map(skeleton, names)))
