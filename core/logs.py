"""Logs tell what the program did and where it failed, never what people wrote."""

import logging
import traceback


class WithoutContent(logging.Formatter):
    """Formats an exception as its place and kind alone.

    The text of an exception is left out because it can quote the row it failed on: PostgreSQL's messages do.
    """

    def formatException(self, ei):
        """The frames and the kinds of the exception and of those that caused it."""
        lines = []
        exception = ei[1]
        while exception is not None:
            kind = type(exception)
            lines[:0] = [*traceback.format_tb(exception.__traceback__), f"{kind.__module__}.{kind.__qualname__}\n"]
            exception = exception.__cause__ or (None if exception.__suppress_context__ else exception.__context__)
        return "".join(lines).rstrip()
