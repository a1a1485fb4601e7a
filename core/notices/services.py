"""Notices: told in the transaction of the change, read in the inbox, announced by one mail a person and day.

A notice names the thing and the page; it never carries what a lead says. Sending is `core.notices.digests`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet, SuspiciousOperation
from django.db import connection
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from core.access.reach import Actor
from core.models import Notice
from core.wording import in_each_language
from core.workflow.updates import Statement

BATCH = 2000


@dataclass(frozen=True)
class Reminded:
    """What a notice reminds of: the key of the row, its day, and the unit that may be named beside it."""

    about: int
    due_on: date
    unit: str = ""


@dataclass(frozen=True)
class Message:
    """One thing to tell one person.

    `subject` may be a lazy translation; it is put into each language and then filled with `params`, which may be
    translatable themselves. `body` is what somebody typed, and stays so. `key` makes the message unique for its
    recipient: told again, nothing happens.
    """

    recipient: Any
    kind: str
    subject: Any
    params: Mapping[str, Any] = field(default_factory=dict)
    body: str = ""
    url: str = ""
    key: str | None = None
    reminds: Reminded | None = None


def tell(
    recipients: Iterable,
    *,
    kind: str,
    subject: Any,
    body: str = "",
    url: str = "",
    key: str | None = None,
    elsewhere: tuple[Q, str] | None = None,
    reminds: Reminded | None = None,
    **params: Any,
) -> None:
    """Tell each of these users the same, once each; they read it in their own language.

    Of a set of accounts nothing is read: its notices are written by the statement that finds them. `elsewhere` is
    which of them are led to another page, and that page.
    """
    said = {
        "kind": kind,
        "subject": subject,
        "params": params,
        "body": body,
        "url": url,
        "key": key,
        "reminds": reminds,
    }
    if isinstance(recipients, QuerySet):
        if statement := _telling(recipients, Message(None, **said), elsewhere):
            with connection.cursor() as cursor:
                cursor.execute(*statement)
    else:
        tell_all(Message(user, **said) for user in {user.pk: user for user in recipients}.values())


def telling(
    recipients: QuerySet, *, kind: str, subject: Any, url: str, elsewhere: tuple[Q, str] | None = None, **params: Any
) -> Statement | None:
    """As `tell`, of a set of accounts: the statement that does it, for the step they are told of (`move`)."""
    return _telling(recipients, Message(None, kind, subject, params, url=url), elsewhere)


def tell_all(messages: Iterable[Message]) -> None:
    """Write many messages at once. Disabled accounts are told nothing; a repeated `key` is passed over.

    Call it inside the transaction of the change: a change that is undone has told nobody.
    """
    now = timezone.now()
    active = (message for message in messages if message.recipient.is_active)
    rows = (Notice(recipient=message.recipient, **_facts(message, now)) for message in active)
    Notice.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _telling(accounts: QuerySet, message: Message, elsewhere: tuple[Q, str] | None) -> Statement | None:
    """The statement, if there can be anyone to tell."""
    facts = _facts(message, timezone.now())
    fields = [field for field in Notice._meta.fields if field.name in facts]
    told: dict[str, Any] = {f"told_{field.name}": Value(facts[field.name], output_field=field) for field in fields}
    if elsewhere is not None:
        those, url = elsewhere
        told["told_url"] = Case(When(those, then=Value(_own_page(url))), default=told["told_url"])
    rows = accounts.filter(is_active=True).order_by().annotate(**told).values_list("pk", *told).distinct()
    try:
        sql, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    columns = ", ".join(["recipient_id", *(field.column for field in fields)])
    table = connection.ops.quote_name(Notice._meta.db_table)
    return f"INSERT INTO {table} ({columns}) {sql} ON CONFLICT DO NOTHING", parameters


def _facts(message: Message, now: datetime) -> dict[str, Any]:
    subject, subjects = in_each_language(message.subject, message.params)
    return {
        "kind": message.kind,
        "subject": subject,
        "subjects": subjects,
        "body": message.body,
        "url": _own_page(message.url),
        "key": message.key,
        "created_at": now,
    } | (asdict(message.reminds) if message.reminds else {})


def _own_page(url: str) -> str:
    if url and not is_local_path(url):
        raise SuspiciousOperation("A notice may only lead to a page of our own")
    return url


def is_local_path(url: str) -> bool:
    """Whether this is a path on our own host that no browser reads as another host."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


def inbox(user: Actor) -> QuerySet[Notice]:
    """The user's notices, newest first."""
    return Notice.objects.visible_to(user)


def unread_count(user: Actor) -> int:
    """How many of the user's notices wait to be read."""
    return inbox(user).unread().count()


def mark_read(notices: QuerySet[Notice]) -> int:
    """Mark these notices as read; returns how many were unread."""
    return notices.unread().update(read_at=timezone.now())
