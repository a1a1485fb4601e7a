"""Logs never quote what people wrote."""

import logging
import sys

from core.logs import WithoutContent

CANARY = "can" + "ary"  # code may show in a log, values may not


def formatted(raiser):
    """The log line of an exception that `raiser` raises."""
    try:
        raiser()
    except ValueError:
        record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Failed", (), sys.exc_info())
    return WithoutContent().format(record)


def test_an_exception_is_logged_as_its_kind_and_place_without_its_text():
    def fail():
        raise ValueError(f"Key (title)=({CANARY}) already exists")

    line = formatted(fail)
    assert CANARY not in line
    assert "builtins.ValueError" in line
    assert "in fail" in line


def test_the_cause_is_logged_likewise():
    def fail():
        try:
            raise KeyError(CANARY)
        except KeyError as error:
            raise ValueError(CANARY) from error

    line = formatted(fail)
    assert CANARY not in line
    assert line.index("KeyError") < line.index("ValueError")
