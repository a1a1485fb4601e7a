"""What apps register under a key: figures and sheets."""

from collections.abc import Callable, Iterator
from typing import Any, Generic, Protocol, TypeVar


class Keyed(Protocol):
    """Something with a key of its own."""

    @property
    def key(self) -> str: ...


Entry = TypeVar("Entry", bound=Keyed)


def as_registered(entry: Any) -> int:
    """Sorts nothing: entries stand as they came."""
    return 0


class Registry(Generic[Entry]):
    """The entries of all apps, by `order` and else in the order of registration; `noun` names them in errors."""

    def __init__(self, noun: str, order: Callable[[Entry], Any] = as_registered):
        self._noun, self._order = noun, order
        self._entries: dict[str, Entry] = {}

    def register(self, *new: Entry) -> None:
        """Add entries; a key can be taken once."""
        for entry in new:
            if entry.key in self._entries:
                raise ValueError(f"{self._noun} {entry.key} is registered already")
            self._entries[entry.key] = entry

    def __iter__(self) -> Iterator[Entry]:
        return iter(sorted(self._entries.values(), key=self._order))

    def __getitem__(self, key: str) -> Entry:
        return self._entries[key]
