"""Logs never quote what people wrote."""

import json
import logging
import os
import subprocess
import sys

import pytest
from django.conf import settings

from core.trail.logs import REQUESTS, JsonLines, KindForText, WithoutContent

CANARY = "can" + "ary"  # code may show in a log, values may not


def formatted(raiser):
    """The log line of an exception that `raiser` raises."""
    try:
        raiser()
    except ValueError:
        record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Failed", (), sys.exc_info())
    return WithoutContent().format(record)


def line_of(message, *quoted):
    """The log line of a message that quotes what somebody sent."""
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, message, quoted, None)
    return WithoutContent("{asctime} {levelname} {name}: {message}", style="{").format(record)


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


@pytest.mark.parametrize("breaking", ["\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_a_message_is_one_line_whatever_it_quotes(breaking):
    line = line_of("Not Found: %s", f"/a{breaking}2026-11-23 INFO django: forged")
    assert len(line.splitlines()) == 1
    assert "forged" in line


@pytest.mark.parametrize("steering", ["\x1b[2J", "\x9b31m", "\x08", "\u202e", "\u2066", "\ud800"])
def test_a_message_steers_no_terminal(steering):
    assert line_of("Not Found: %s", f"/a{steering}b").isprintable()


def test_a_message_keeps_its_chinese():
    assert "财政局党组" in line_of("已读入 %s", "财政局党组")


def test_an_exception_quoted_in_a_message_is_named_by_its_kind():
    record = logging.LogRecord("any", logging.ERROR, __file__, 1, "Failed: %r of %s", (ValueError(CANARY), "it"), None)
    KindForText().filter(record)
    assert record.getMessage() == "Failed: 'builtins.ValueError' of it"


def test_every_logger_of_the_site_writes_so():
    assert settings.LOGGING["root"]["handlers"] == ["stream"]
    formatters = {handler["formatter"] for handler in settings.LOGGING["handlers"].values()}
    assert {settings.LOGGING["formatters"][name]["()"] for name in formatters} == {"core.trail.logs.WithoutContent"}


def in_json(message, *quoted, raiser=None, name="django.request"):
    """The line that production writes of a message, and of what `raiser` raises."""
    found = None
    try:
        if raiser:
            raiser()
    except OSError:
        found = sys.exc_info()
    line = JsonLines().format(logging.LogRecord(name, logging.ERROR, __file__, 1, message, quoted, found))
    assert line.isprintable()
    assert line.isascii()
    return json.loads(line)


def test_in_production_a_line_is_json_whatever_it_quotes():
    told = in_json("Not Found: %s", '/a\n{"level": "forged"}\x1b[2J')
    assert told["level"] == "ERROR"
    assert told["logger"] == "django.request"
    assert told["message"].startswith("Not Found: /a")


def test_in_production_an_exception_is_its_kind_its_cause_and_its_places():
    def fail():
        try:
            raise OSError(28, CANARY)
        except OSError as error:
            raise ConnectionError(CANARY) from error

    told = in_json("Failed", raiser=fail)
    assert CANARY not in json.dumps(told)
    assert told["kind"] == "builtins.ConnectionError"
    assert told["cause"] == "ENOSPC"
    assert told["places"][-1] == "builtins.ConnectionError"
    assert "builtins.OSError (ENOSPC)" in told["places"]
    assert any(place.endswith(" fail") for place in told["places"])


def test_in_production_the_line_of_a_request_stays_as_it_is():
    assert in_json('{"id": "x", "status": 200}', name=REQUESTS) == {"id": "x", "status": 200}


SAYING = """
import logging.config
from config.log_lines import LOGGING
logging.config.dictConfig(LOGGING)
logging.getLogger("celery.beat").info("Sending %s", "it")
"""


@pytest.mark.parametrize(("environment", "begins"), [("production", "{"), ("development", "20")])
def test_only_production_writes_json(environment, begins):
    done = subprocess.run(
        [sys.executable, "-c", SAYING],
        cwd=settings.BASE_DIR,
        env=os.environ | {"ENVIRONMENT": environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.startswith(begins)
    assert "Sending it" in done.stderr
