"""Stages that many tests begin with, each standing on the one before: made once, and copied back for each test.

A stage is what fixtures make, by the services, in a database with nothing else. A test that asks for one of them
gets the rows as they stood, and the objects that its fixtures returned.
"""

import inspect
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from django.db import transaction
from factory.django import DjangoModelFactory

from tests.copies import Rows, copied_out, copy_in, without


def made(name: str, known: dict, *modules: ModuleType):
    """What the fixture of this name in one of these modules makes, and what it needs, each once."""
    if name not in known:
        fixture = next(getattr(module, name) for module in modules if hasattr(module, name))
        function = inspect.unwrap(fixture)
        needed = inspect.signature(function).parameters
        known[name] = function(**{each: made(each, known, *modules) for each in needed})
    return known[name]


@dataclass(frozen=True)
class Stage:
    """What stood once a fixture was made: rows, files, how far the factories had counted, objects by fixture."""

    rows: Rows
    files: dict[Path, bytes]
    counted: dict[type[DjangoModelFactory], int]
    known: dict

    def put_back(self, media: Path) -> dict:
        """Let everything stand so again; the objects by fixture."""
        copy_in(self.rows)
        for path, content in self.files.items():
            (media / path).parent.mkdir(parents=True, exist_ok=True)
            (media / path).write_bytes(content)
        for factory, number in self.counted.items():
            factory.reset_sequence(number, force=True)
        return deepcopy(self.known)


class Stages:
    """The stages of some fixtures, `names`, each of which needs the one before."""

    def __init__(self, names: list[str], *modules: ModuleType):
        self.names, self.modules = names, modules
        self._kept: dict[str, Stage] = {}

    def begin(self, wanted: str, media: Path) -> dict:
        """Put this stage where there is nothing yet; the objects by fixture."""
        if wanted not in self._kept:
            self._make(wanted, media)
        return self._kept[wanted].put_back(media)

    def _make(self, wanted: str, media: Path) -> None:
        """Go on from the furthest stage that is kept, keep each up to this one, and leave no row."""
        before = copied_out()
        scene = transaction.atomic()
        scene._from_testcase = True  # as Django's own test cases do: what must be outermost may begin inside
        with scene:
            known = list(self._kept.values())[-1].put_back(media) if self._kept else {"db": None}
            for name in self.names[len(self._kept) : self.names.index(wanted) + 1]:
                made(name, known, *self.modules)
                self._kept[name] = self._as_it_stands(before, known, media)
            transaction.set_rollback(True)

    @staticmethod
    def _as_it_stands(before: Rows, known: dict, media: Path) -> Stage:
        counted = {factory: factory._meta.next_sequence() for factory in DjangoModelFactory.__subclasses__()}
        files = {path.relative_to(media): path.read_bytes() for path in media.rglob("*") if path.is_file()}
        return Stage(without(copied_out(), before), files, counted, deepcopy(known))
