"""One answer to one of the cast, with everything a guard may want to know of it."""

import html
import io
import re
import zipfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

from django.db import connection, transaction
from django.forms import BaseForm
from django.http import QueryDict
from docx import Document
from docx.oxml.ns import qn

from tests.guards.routes import Route

WRITES = re.compile(r"(?:^|;)\s*(?:INSERT|UPDATE|DELETE|MERGE|TRUNCATE)\b", re.IGNORECASE)
"""A statement that writes; the trail puts who did it, in a statement of its own, before it."""
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass
class Answer:
    """What `who` was answered at an address; `asked` says what was asked of it beyond reading it.

    `read` names the parameters that its query was asked for. `likewise` is the answer it must be like, `opens_to`
    names those of the cast who may open the address.
    """

    who: str
    route: Route
    verb: str
    address: str
    asked: str
    response: object
    written: list[str] = field(default_factory=list)
    past_doors: list[str] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    likewise: "Answer | None" = None
    opens_to: list[str] = field(default_factory=list)

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def body(self) -> bytes:
        return self.response.body

    @property
    def is_page(self) -> bool:
        return "text/html" in self.response.get("Content-Type", "")

    @property
    def is_document(self) -> bool:
        """Whether it is a text to be printed; any other archive is read as a workbook, or fails."""
        return is_document(self.body)

    @property
    def is_plain(self) -> bool:
        """Whether the address was read, and nothing else asked of it."""
        return self.verb == "GET" and not self.asked

    @property
    def form(self) -> BaseForm | None:
        """The form of a page."""
        return self.response.context.get("form") if self.response.context else None

    def __str__(self):
        return f"{self.who} {self.verb} {self.address} {self.asked}".rstrip()


def readable(body: bytes) -> str:
    """What an answer says, whichever way it was packed or escaped: office files, JSON, JSON in a page, entities."""
    text = unzipped(body).decode("utf8", "replace")
    if is_document(body):
        text += text_of_document(body)  # whole words, where the parts have them in pieces
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), html.unescape(text))


def unzipped(body: bytes) -> bytes:
    """A workbook's parts as text; anything else as it is."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return b"".join(archive.read(part) for part in archive.namelist())


def is_document(body: bytes) -> bool:
    """Whether it is a .docx."""
    if not body.startswith(b"PK"):
        return False
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return "word/document.xml" in archive.namelist()


def text_of_document(body: bytes) -> str:
    """What is read of a .docx when it is printed, one paragraph a line: text, tables, heads and feet of pages."""
    document = Document(io.BytesIO(body))
    places = [document.element.body]
    for section in document.sections:
        heads = (section.header, section.first_page_header, section.even_page_header)
        feet = (section.footer, section.first_page_footer, section.even_page_footer)
        places += [each._element for each in (*heads, *feet) if not each.is_linked_to_previous]
    lines = (line for place in places for line in place.iter(qn("w:p")))
    return "\n".join("".join(text.text or "" for text in line.iter(qn("w:t"))) for line in lines)


class Walker:
    """One of the cast, who goes through the addresses of the world."""

    def __init__(self, who: str, client, world, seen: list[str], openers: dict[str, list[str]]):
        self.who, self.client, self.world, self.seen, self.openers = who, client, world, seen, openers

    def ask(self, route: Route, verb="GET", asked="", sent=None, **keys) -> Answer:
        """The answer; what it changed is taken back."""
        address = route.at(self.world, **keys)
        send = self.client.get if verb == "GET" else self.client.post
        self.seen.clear()
        with noting_writes() as written, noting_parameters() as read, transaction.atomic():
            response = send(address, sent or {})
            response.body = b"".join(response)
            transaction.set_rollback(True)
        self._read_messages(getattr(response.wsgi_request, "session", None))
        past_doors, opens_to = sorted(set(self.seen)), self.openers[route.name]
        return Answer(self.who, route, verb, address, asked, response, written, past_doors, read, opens_to=opens_to)

    @staticmethod
    def _read_messages(session) -> None:
        """What the next page would say of a change that has been taken back; what watches the site has no session."""
        if session is not None and session.pop("_messages", None):
            session.save()


@contextmanager
def noting_parameters():
    """The names that a query is asked for, whether or not it has them: what a page reads of its address."""
    names: set[str] = set()

    def noting(method):
        def note(self, name, *args):
            names.add(name)
            return method(self, name, *args)

        return note

    with ExitStack() as patches:
        for method in ("__getitem__", "__contains__", "getlist"):
            patches.enter_context(patch.object(QueryDict, method, noting(getattr(QueryDict, method))))
        yield names


@contextmanager
def noting_writes():
    """The statements that write, as the program gave them."""
    written: list[str] = []

    def note(execute, sql, params, many, context):
        if WRITES.search(str(sql)):
            written.append(str(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written
