"""Logs tell what the program did and where it failed, never what people wrote. Nobody writes lines of their own."""

import logging
import traceback

from django.views.debug import SafeExceptionReporterFilter

from core.trail.causes import code_of

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
        lines = []
        exception = ei[1]
        while exception is not None:
            lines[:0] = [*traceback.format_tb(exception.__traceback__), f"{kind_of(exception)}\n"]
            exception = exception.__cause__ or (None if exception.__suppress_context__ else exception.__context__)
        return "".join(lines).rstrip()


class WithoutQuery(logging.Filter):
    """Cuts the query off the addresses that gunicorn quotes when a request fails: it may be what people search for."""

    def filter(self, record):
        """Let every record pass, rid of queries."""
        if isinstance(record.args, tuple):
            record.args = tuple(part.partition("?")[0] if isinstance(part, str) else part for part in record.args)
        return True


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


class WithoutValues(SafeExceptionReporterFilter):
    """Keeps what was sent, and what the program held, from reports of errors: those of DEBUG, those by mail."""

    def is_active(self, request):
        """Always: the database of a developer may be a copy of the office's."""
        return True

    def get_post_parameters(self, request):
        """The names of what was sent."""
        return dict.fromkeys(request.POST, self.cleansed_substitute) if request else {}

    def get_traceback_frame_variables(self, request, tb_frame):
        """The names of what the program held."""
        return dict.fromkeys(tb_frame.f_locals, self.cleansed_substitute).items()


def kind_of(exception: BaseException) -> str:
    """The name of an exception's class, with its module and the code of its cause."""
    name, code = f"{type(exception).__module__}.{type(exception).__qualname__}", code_of(exception)
    return f"{name} ({code})" if code else name


def _visible(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode()
