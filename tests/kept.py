"""Stages that many tests begin with: made once, by the services, and copied back for each test.

A stage is what some fixtures make in a database with nothing else. A test that asks for these fixtures gets the rows
as they stood, and the objects that the fixtures returned.
"""

import inspect
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
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


STANDS = pytest.StashKey[dict]()
"""At a test: what stands already when it begins, by fixture."""
MADE_BY = pytest.StashKey[set[str]]()
"""At a test: the modules whose fixtures made it."""


class Stages:
    """What stands once some of these fixtures are made, which are named in the order in which people go on."""

    def __init__(self, names: list[str], *modules: ModuleType):
        self.names, self.modules = names, modules
        self._kept: dict[tuple[str, ...], Stage] = {}

    def begin(self, request: pytest.FixtureRequest, media: Path) -> None:
        """Let those of them that the test asks for stand before anything else is made."""
        asked = tuple(name for name in self.names if name in request.fixturenames)
        if asked and asked not in self._kept:
            self._make(asked, media)
        request.node.stash[MADE_BY] = {module.__name__ for module in self.modules}
        request.node.stash[STANDS] = self._kept[asked].put_back(media) if asked else {}

    def _make(self, asked: tuple[str, ...], media: Path) -> None:
        """Go on from the furthest stage on the way that is kept, keep each up to this one, and leave no row."""
        before = copied_out()
        scene = transaction.atomic()
        scene._from_testcase = True  # as Django's own test cases do: what must be outermost may begin inside
        with scene:
            begun = max((names for names in self._kept if names == asked[: len(names)]), key=len, default=())
            known = self._kept[begun].put_back(media) if begun else {"db": None}
            for at in range(len(begun), len(asked)):
                made(asked[at], known, *self.modules)
                self._kept[asked[: at + 1]] = self._as_it_stands(before, known, media)
            transaction.set_rollback(True)

    @staticmethod
    def _as_it_stands(before: Rows, known: dict, media: Path) -> Stage:
        counted = {factory: factory._meta.next_sequence() for factory in DjangoModelFactory.__subclasses__()}
        files = {path.relative_to(media): path.read_bytes() for path in media.rglob("*") if path.is_file()}
        return Stage(without(copied_out(), before), files, counted, deepcopy(known))


def standing(fixturedef: pytest.FixtureDef, request: pytest.FixtureRequest):
    """What a fixture need not make again, because it stands already; or nothing, as for one that returns nothing."""
    stands = request.node.stash.get(STANDS, {})
    if fixturedef.argname not in stands:
        return None
    is_the_same = fixturedef.func.__module__ in request.node.stash[MADE_BY]
    assert is_the_same, f"{fixturedef.argname} stands: call this one otherwise"
    fixturedef.cached_result = (stands[fixturedef.argname], fixturedef.cache_key(request), None)
    return stands[fixturedef.argname]
