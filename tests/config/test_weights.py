"""How long the files of tests take is kept, so that the long ones begin first."""

import json
from types import SimpleNamespace

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
        ("tests/b.py::one", 1.0),
        ("tests/fast_now.py::one", 2),
    ]
    weights.weigh([report(*each) for each in took])
    kept = json.loads(weights.FILE.read_text())
    assert list(kept.items()) == [("tests/a.py", 20), ("tests/kept.py", 9)]


def test_a_file_that_is_not_named_weighs_nothing(monkeypatch):
    monkeypatch.setattr(weights, "WEIGHTS", {"tests/a.py": 20})
    assert weights.weight_of("tests/a.py::test_one[x]") == 20
    assert weights.weight_of("tests/b.py::test_one") == 0


def test_every_file_that_is_named_is_there():
    assert [file for file in [*weights.WEIGHTS, *TOGETHER] if not (weights.FILE.parent.parent / file).is_file()] == []
