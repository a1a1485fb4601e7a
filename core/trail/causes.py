"""Causes of failures as codes of a few known kinds. A code says nothing of what people wrote; a text may quote it."""

import errno
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator

SQLSTATE = re.compile(r"[0-9A-Z]{5}")
REASON_OF_TLS = re.compile(r"[A-Z0-9_]{1,50}")
NAMES_OF_RESOLVING = {getattr(socket, name): name for name in dir(socket) if name.startswith("EAI_")}


def cause_of(error: BaseException) -> str:
    """The code of an error, or of one that it came from; else the name of its class.

    A code is an SQLSTATE, the answer of a mail or web server or of a messenger's robot, the system's number of an
    error by its name, or why a certificate or a name was refused.
    """
    return next(filter(None, map(code_of, _chain(error))), type(error).__name__)[:60]


def code_of(error: BaseException) -> str:
    """The code of this error itself; empty if it has none of a known kind."""
    return _of_database(error) or _of_mail(error) or _of_web(error) or _of_system(error)


def _of_database(error: BaseException) -> str:
    state = getattr(error, "sqlstate", None)
    return f"SQLSTATE {state}" if isinstance(state, str) and SQLSTATE.fullmatch(state) else ""


def _of_mail(error: BaseException) -> str:
    code = None
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next((answer[0] for answer in error.recipients.values()), None)
    elif isinstance(error, smtplib.SMTPResponseException):
        code = error.smtp_code
    return f"SMTP {code}" if isinstance(code, int) else ""


def _of_web(error: BaseException) -> str:
    status = getattr(error, "http_status", None)
    if isinstance(status, int):
        return f"HTTP {status}"
    refusal = getattr(error, "robot_code", None)
    return f"ROBOT {refusal}" if isinstance(refusal, int) else ""


def _of_system(error: BaseException) -> str:
    if isinstance(error, ssl.SSLError):  # its number is OpenSSL's, not the system's
        reason = error.reason or ""
        return reason if REASON_OF_TLS.fullmatch(reason) else ""
    if isinstance(error, socket.gaierror):
        return NAMES_OF_RESOLVING.get(error.errno, "")
    if isinstance(error, TimeoutError):
        return "ETIMEDOUT"
    return errno.errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else ""


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and those that caused it."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
