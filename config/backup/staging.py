"""The files of a moment, kept by hard links until they are read: one that is taken off meanwhile is not lost."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

FOLDER = ".backup"
"""In MEDIA_ROOT, since a link leads to nowhere else."""


class KeptFiles:
    """Files by their names below MEDIA_ROOT, and where their contents are kept for now."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._places: dict[str, Path] = {}

    def keep(self, names: Iterable[str]) -> set[str]:
        """Keep those that are not kept yet; the names of those that are not there."""
        missing = set()
        for name in names:
            if name not in self._places and not self._keep(name):
                missing.add(name)
        return missing

    def place_of(self, name: str) -> Path | None:
        """Where its content is; None where there was none."""
        return self._places.get(name)

    def _keep(self, name: str) -> bool:
        source = default_storage.path(name)  # raises for a name that leads out of the folder
        place = self._folder / str(len(self._places))
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            _link_or_copy(source, place)
        except FileNotFoundError:
            return False
        self._places[name] = place
        return True


@contextmanager
def kept_files() -> Iterator[KeptFiles]:
    """For as long as this lasts, what is kept stays. What a killed backup left behind is taken away first."""
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield KeptFiles(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _link_or_copy(source: str, place: Path) -> None:
    try:
        os.link(source, place)
    except FileNotFoundError:
        raise
    except OSError:  # a file system without links, or the file of another user
        shutil.copyfile(source, place)
