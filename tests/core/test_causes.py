"""Causes of failures are codes, never texts."""

import smtplib
import socket
import ssl

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from redis import exceptions

from core.trail.causes import cause_of

CANARY = "canary"


def refused(code):
    return smtplib.SMTPRecipientsRefused({f"{CANARY}@example.org": (code, CANARY.encode())})


def certificate():
    error = ssl.SSLCertVerificationError(1, CANARY)
    error.reason = "CERTIFICATE_VERIFY_FAILED"
    return error


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (OSError(28, CANARY), "ENOSPC"),
        (ConnectionRefusedError(111, CANARY), "ECONNREFUSED"),
        (TimeoutError(CANARY), "ETIMEDOUT"),
        (socket.gaierror(socket.EAI_NONAME, CANARY), "EAI_NONAME"),
        (smtplib.SMTPDataError(451, CANARY.encode()), "SMTP 451"),
        (smtplib.SMTPAuthenticationError(535, CANARY.encode()), "SMTP 535"),
        (refused(550), "SMTP 550"),
        (certificate(), "CERTIFICATE_VERIFY_FAILED"),
        (psycopg.errors.AdminShutdown(CANARY), "SQLSTATE 57P01"),
        (exceptions.ConnectionError(CANARY), "ConnectionError"),
        (ValueError(CANARY), "ValueError"),
        (OSError(CANARY), "OSError"),
        (OSError(CANARY, CANARY), "OSError"),
    ],
)
def test_a_cause_is_the_code_of_the_error_or_its_kind(error, cause):
    assert cause_of(error) == cause


def test_the_code_is_that_of_what_caused_it():
    error = exceptions.ConnectionError(CANARY)
    error.__cause__ = ConnectionResetError(104, CANARY)
    assert cause_of(error) == "ECONNRESET"


@pytest.mark.django_db
def test_an_error_of_a_statement_is_told_by_its_state():
    with pytest.raises(Exception, match="division") as raised, transaction.atomic():
        connection.cursor().execute("SELECT 1 / 0")
    assert cause_of(raised.value) == "SQLSTATE 22012"


def test_a_reason_that_is_no_code_is_not_told():
    error = ssl.SSLError(1, CANARY)
    error.reason = f"no code: {CANARY}"
    assert cause_of(error) == "SSLError"
    error = OperationalError(CANARY)
    error.sqlstate = CANARY
    assert cause_of(error) == "OperationalError"
