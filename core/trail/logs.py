"""Logs tell what the program did and where it failed, never what people wrote. Nobody writes lines of their own."""

import json
import logging
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from core.trail.causes import cause_of, code_of

REQUESTS = "requests"
"""The logger of the lines that tell of one request each."""


class WithoutContent(logging.Formatter):
    """Formats a message as one line, and an exception as its place and kind alone.

    The text of an exception is left out because it can quote the row it failed on: PostgreSQL's messages do.
    """

    def formatMessage(self, record):
        """The line, with whatever would end it or steer a terminal written as an escape, and the id of the request.

        That of a request is JSON and stands alone.
        """
        said = record.message if record.name == REQUESTS else super().formatMessage(record)
        number = getattr(getattr(record, "request", None), "request_id", "")
        line = said if said.isprintable() else "".join(map(_visible, said))
        return line + (f" [{number}]" if number else "")

    def formatException(self, ei):
        """The frames and the kinds of the exception and of those that caused it."""
        lines: list[str] = []
        for exception in _with_causes(ei[1]):
            lines[:0] = [*traceback.format_tb(exception.__traceback__), f"{kind_of(exception)}\n"]
        return "".join(lines).rstrip()


class JsonLines(WithoutContent):
    """Formats every record as one line of JSON; that of a request is JSON already.

    Of an exception it has the kind, the code of its cause (`core.trail.causes`) and the places, and no text.
    """

    def format(self, record):
        """The line."""
        if record.name == REQUESTS:
            return super().format(record)
        facts: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
        }
        if number := getattr(getattr(record, "request", None), "request_id", ""):
            facts["id"] = number
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            facts |= {"kind": kind_of(error), "cause": cause_of(error), "places": list(_places(error))}
        return json.dumps(facts)


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    """An exception, and those that caused it."""
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _places(error: BaseException) -> Iterator[str]:
    """Where it came through, the first cause first, each with its kind at the end."""
    for each in reversed(list(_with_causes(error))):
        for frame in traceback.extract_tb(each.__traceback__):
            yield f"{frame.filename}:{frame.lineno} {frame.name}"
        yield kind_of(each)


class WithoutQuery(logging.Filter):
    """Cuts the query off the addresses that gunicorn quotes when a request fails: it may be what people search for."""

    def filter(self, record):
        """Let every record pass, rid of queries."""
        if isinstance(record.args, tuple):
            record.args = tuple(part.partition("?")[0] if isinstance(part, str) else part for part in record.args)
        return True


class WithoutSecret(logging.Filter):
    """Cuts the secret out of the paths that Django quotes of requests it answers with an error."""

    def filter(self, record):
        """Let every record pass, rid of secrets."""
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple):
            told = path_of(request)
            record.args = tuple(told if part == request.path else part for part in record.args)
        return True


def path_of(request: Any) -> str:
    """The path that was asked for, but for a secret in it, which opens what it names to whoever reads the log."""
    match = getattr(request, "resolver_match", None)
    secret = match.kwargs.get("secret") if match else None
    return request.path.replace(secret, "-") if secret else request.path


class KindForText(logging.Filter):
    """Puts the kind of an exception in the place of its text where a message quotes it.

    Celery takes text, arguments and traceback of a failure into the message itself, where no formatter finds them.
    """

    QUOTING = frozenset({"exc", "traceback", "args", "kwargs"})

    def filter(self, record):
        """Let every record pass, rid of what it quotes."""
        if isinstance(record.args, dict) and "exc" in record.args:
            kind = kind_of(record.exc_info[1]) if record.exc_info else "-"
            record.args = {name: kind if name in self.QUOTING else value for name, value in record.args.items()}
        elif isinstance(record.args, tuple):
            record.args = tuple(kind_of(part) if isinstance(part, BaseException) else part for part in record.args)
        return True


def kind_of(exception: BaseException) -> str:
    """The name of an exception's class, with its module and the code of its cause."""
    name, code = f"{type(exception).__module__}.{type(exception).__qualname__}", code_of(exception)
    return f"{name} ({code})" if code else name


def _visible(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode()
