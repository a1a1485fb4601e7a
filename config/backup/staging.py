"""The files of a moment, kept under other names until they are read: one that is taken off meanwhile is not lost."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from django.core.files.storage import default_storage

FOLDER = ".backup"
"""Beside them, since a link leads to nowhere else."""


class KeptFiles:
    """Files by the names that rows have for them, and by what name each is kept for now."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}

    def keep(self, names: Iterable[str]) -> set[str]:
        """Keep those that are not kept yet; the names of those that are not there."""
        missing = set()
        for name in names:
            if name not in self._places and not self._keep(name):
                missing.add(name)
        return missing

    def place_of(self, name: str) -> str | None:
        """Where its content is; None where there was none."""
        return self._places.get(name)

    def _keep(self, name: str) -> bool:
        place = f"{FOLDER}/{len(self._places)}"
        try:
            default_storage.keep_as(name, place)  # raises for a name that leads out of the folder
        except FileNotFoundError:
            return False
        self._places[name] = place
        return True


@contextmanager
def kept_files() -> Iterator[KeptFiles]:
    """For as long as this lasts, what is kept stays. What a killed backup left behind is taken away first."""
    _forget()
    try:
        yield KeptFiles()
    finally:
        _forget()


def _forget() -> None:
    with suppress(OSError):
        default_storage.forget(FOLDER)
