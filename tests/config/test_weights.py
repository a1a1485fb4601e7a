"""How long the files of tests take is kept: the long ones begin first, and a part of each is fast."""

import json
from types import SimpleNamespace

import pytest

from tests import weights
from tests.dealing import TOGETHER


def report(nodeid: str, seconds: float) -> SimpleNamespace:
    return SimpleNamespace(nodeid=nodeid, duration=seconds)


def test_a_file_weighs_what_its_tests_take_and_what_did_not_run_keeps_its_weight(tmp_path, monkeypatch):
    monkeypatch.setattr(weights, "FILE", tmp_path / "weights.json")
    monkeypatch.setattr(weights, "WEIGHTS", {"tests/kept.py": 9, "tests/fast_now.py": 5})
    took = [
        ("tests/a.py::one", 12.4),
        ("tests/a.py::two[x::y]", 8.0),
        ("tests/b.py::one", 0.5),
        ("tests/fast_now.py::one", 0.2),
    ]
    weights.weigh([report(*each) for each in took])
    kept = json.loads(weights.FILE.read_text())
    assert list(kept.items()) == [("tests/a.py", 20.4), ("tests/kept.py", 9)]


def test_a_file_that_is_not_named_weighs_nothing(monkeypatch):
    monkeypatch.setattr(weights, "WEIGHTS", {"tests/a.py": 20})
    assert weights.weight_of("tests/a.py::test_one[x]") == 20
    assert weights.weight_of("tests/b.py::test_one") == 0


def slow_of(file: str, amount: int, *together: str) -> list[int]:
    """Which of so many tests of a file are left to `make test`."""
    found = weights.slow([f"{file}::test[{number}]" for number in range(amount)], together)
    return sorted(int(nodeid[len(file) + 7 : -1]) for nodeid in found)


@pytest.mark.parametrize(("amount", "left_out"), [(6, [1, 2, 4, 5]), (3, [1, 2]), (2, [0, 1])])
def test_of_a_long_file_every_so_manieth_test_is_fast_but_none_that_takes_too_long(monkeypatch, amount, left_out):
    monkeypatch.setattr(weights, "WEIGHTS", {"tests/a.py": 3 * weights.SHARE})
    assert slow_of("tests/a.py", amount) == left_out


def test_a_short_file_is_fast_as_a_whole_and_a_long_one_with_a_dear_fixture_is_not(monkeypatch):
    monkeypatch.setattr(weights, "WEIGHTS", {"tests/dear.py": 2 * weights.SHARE})
    assert slow_of("tests/short.py", 3, "tests/short.py") == []
    assert slow_of("tests/dear.py", 3, "tests/dear.py") == [0, 1, 2]


def test_every_file_that_is_named_is_there():
    assert [file for file in [*weights.WEIGHTS, *TOGETHER] if not (weights.FILE.parent.parent / file).is_file()] == []
