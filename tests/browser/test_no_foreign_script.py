"""Whatever people type stays text: names, files and words full of markup run nothing in a real browser.

The pages are opened without the policy, so that a script would really run; one menu also with it, which would report.
"""

import re

import pytest
from django.apps import apps
from django.db import models, transaction

from core.models import Access, ChainShape, Cleared, LastRun, Notice
from findings.models import LeadAccess, LeadLedgerAccess
from rectification.models import (
    ArchivedDocument,
    Feedback,
    ForwardedReport,
    InspectionArchive,
    Publication,
    Receipt,
    RectificationReport,
    Side,
)
from tests.browser.papers_to_attach import scan
from tests.browser.watch import answer_of, settle
from tests.guards.routes import client_of, opened_by, without_numbers
from tests.guards.world import built_once, cast, world

__all__ = ["built_once", "cast", "world"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("counts_once")]

IMAGE = "<img src=x onerror=planted()>"
LONG = f"\"'>{IMAGE}<script>planted()</script><a href=javascript:planted()>x</a>"
LINK = "javascript:planted()"
AS_LINKS = {"district", "place", "department", "specialty"}
NO_WORDS = {
    "password",
    "username",
    "email",
    "url",
    "path",
    "file",
    "content_type",
    "sha256",
    "digest",
    "name_key",
    "fingerprint",
}
OURS = ("rounds", "personnel", "findings", "rectification", "core")
WRITTEN_ONCE = {Access, ChainShape, Cleared, LastRun, LeadAccess, LeadLedgerAccess}
TAG = re.compile("<([a-z][^ >]*)([^>]*)>")
ATTRIBUTE = re.compile(r"""([^\s"'=<>]+)(?:=("[^"]*"|'[^']*'|[^\s>]*))?""")
READ_BY_SCRIPTS = {"class", "type", "role", "rel", "target", "hx-trigger", "hx-target", "hx-swap"}
"""Attributes whose value tells a script what to do with a tag. Of others it matters only whether people typed it."""
RAN = """() => [
    ...document.querySelectorAll("[onerror], img[src=x], body script:not([src]):not([type='application/json'])"),
    ...[...document.querySelectorAll("[href], [src], [action], [formaction]")].filter((each) =>
        [each.href, each.src, each.action].some((link) => /^javascript:/i.test(link || ""))),
].map((each) => each.outerHTML.slice(0, 200))"""


def plant() -> int:
    """Put markup into every text of every row; how many texts."""
    planted = 0
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            names = [] if model in WRITTEN_ONCE or hasattr(model, "pgh_tracked_model") else words_of(model)
            for row in model._base_manager.all() if names else ():
                row_words = {field.name: planted_in(field, row) for field in names}
                fitting = FITTING.get(model, lambda row: {})(row)
                with transaction.atomic():
                    model._base_manager.filter(pk=row.pk).update(**row_words | fitting)
                planted += len(row_words)
    return planted


def of_one_kind(feedback) -> dict:
    """An opinion is one text, as of before, or has its parts: of the two sides one is so, the other so."""
    if feedback.side == Side.BOARD:
        return {"opinion": "", "report_back_on": feedback.given_on}
    return dict.fromkeys(Feedback.PARTS, "") | {"report_back_on": None}


def drawn(receipt) -> dict:
    """Only a signature by hand has a drawing; so all are that were not on paper."""
    return {"way": Receipt.Way.DRAWN} if receipt.signed_by_id else {"drawing": ""}


def kept(document) -> dict:
    """A document is kept, or said to lack; of the two one is so, the other so."""
    return {"missing_why": ""} if document.dated_on else {"title": "", "box": ""}


def still_closed(archive) -> dict:
    """A reason stands only with the day on which it was opened again."""
    return {} if archive.opened_on else {"opened_why": ""}


def proposed(publication) -> dict:
    """A reason stands only with the ground on which it is proposed not to publish."""
    return {} if publication.ground else {"why": ""}


FITTING = {Feedback: of_one_kind, Receipt: drawn, RectificationReport: drawn, ForwardedReport: drawn}
FITTING |= {ArchivedDocument: kept, InspectionArchive: still_closed, Publication: proposed}
"""What else a row must be for its constraints to take what is planted."""


def words_of(model) -> list[models.Field]:
    """The fields in which people write what they like."""
    return [
        field
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in NO_WORDS | {"kind", "node", "key", "status"}
        and (field.max_length or 999) >= len(IMAGE)
    ]


def planted_in(field, row) -> str:
    """Markup as long as the field takes, another in every row where there is room."""
    if field.name in AS_LINKS:
        return LINK
    room = (field.max_length or 999) - len(str(row.pk))
    words = LONG if room >= len(LONG) else IMAGE
    return words + str(row.pk) if room >= len(words) else words


def make_of(tag: str, attributes: str) -> str:
    """What a browser and our scripts go by: attributes without their values, but for `READ_BY_SCRIPTS` and ours."""
    made = [tag]
    for name, value in ATTRIBUTE.findall(attributes):
        if "planted" in value:
            made.append(f"{name}=planted")
        else:
            made.append(f"{name}={value}" if name in READ_BY_SCRIPTS or tag == "script" else name)
    return " ".join(made)


def pages_of(name, cast, world) -> dict[str, set[str]]:
    """Every page that this one of the cast opens, and the makes of the tags on it.

    Markup that got through is a tag of a make that no page of ours has.
    """
    client = client_of(cast[name])
    found = {}
    for route in opened_by(name, cast, world):
        address = route.at(world)
        response = client.get(address) if not address.startswith("/api/") else None
        if response is not None and response.status_code == 200 and "text/html" in response["Content-Type"]:
            tags = TAG.findall(without_numbers(response.content))
            found[address] = {make_of(*tag) for tag in tags}
    return found


def showing_others(pages: dict[str, set[str]], known: set[str]) -> list[str]:
    """The pages on which there is a tag of a make that is on none before, which are `known` from then on."""
    others = []
    for address, makes in pages.items():
        if not makes <= known:
            others.append(address)
        known |= makes
    return others


class Desk:
    """A browser in which nothing of others may run."""

    def __init__(self, page):
        self.page, self.ran = page, []
        page.expose_function("planted", lambda: self.ran.append(f"script on {page.url}"))
        page.on("dialog", self._answer)
        page.on("console", self._hear)

    def _answer(self, dialog):
        """The form asks before typed words are lost; any other dialog is a script of others."""
        if dialog.type != "beforeunload":
            self.ran.append(f"dialog on {self.page.url}")
        dialog.accept()

    def _hear(self, message):
        if "Content Security Policy" in message.text:
            self.ran.append(f"policy on {self.page.url}: {message.text[:120]}")

    def visit(self, address):
        """Open the page, wait for what it fetches, and look for what came alive."""
        self.page.goto(address)
        self.look()

    def look(self):
        settle(self.page)
        self.ran += [f"{self.page.url}: {each}" for each in answer_of(self.page, RAN)]


@pytest.fixture
def desk_of(new_page, live_server):
    """`desk_of(user, bypass_csp=True)`: somebody's browser, with or without the policy."""

    def sit(user, **options):
        page = new_page(**options)
        sessionid = client_of(user).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": sessionid, "url": live_server.url}])
        return Desk(page)

    return sit


def test_no_page_runs_what_was_typed(cast, world, desk_of):
    """Opened is each page on which something is made otherwise than on those before."""
    assert plant() > 50
    ran, known = [], set()
    for name in ("handler", "leader", "liaison", "discipline", "sysadmin"):
        pages = pages_of(name, cast, world)
        assert len(pages) > 5
        desk = desk_of(cast[name], bypass_csp=True)
        for address in showing_others(pages, known):
            desk.visit(address)
        ran += [f"{name}: {each}" for each in desk.ran]
    assert ran == []


def test_the_policy_has_nothing_to_forbid_where_markup_was_typed(cast, world, desk_of):
    assert plant() > 50
    pages = pages_of("liaison", cast, world)
    assert len(pages) > 5
    desk = desk_of(cast["liaison"])
    for address in showing_others(pages, set()):
        desk.visit(address)
    assert desk.ran == []


def test_markup_that_gets_through_is_of_another_make():
    ours = make_of("a", ' class="chip" href="/papers/" title="18"')
    assert make_of("a", ' class="chip" href="/items/" title=""') == ours
    assert make_of("a", f' class="chip" href="/papers/" title="{LINK}"') != ours
    assert len({ours, *(make_of(*tag) for tag in TAG.findall(LONG))}) == 4


def test_what_scripts_build_runs_nothing_either(cast, world, desk_of):
    plant()
    Notice.objects.update(subject=LONG)
    desk = desk_of(cast["handler"], bypass_csp=True)
    page = desk.page
    for address, box in [
        (f"/teams/{world.team.pk}/assign/", "#id_organization"),
        (f"/teams/{world.team.pk}/postings/add/", "#id_person"),
        ("/findings/", "#id_organization"),
    ]:
        desk.visit(address)
        page.locator(box).fill("<img")
        page.locator(".picker-list [role=option]").first.click()
        desk.look()
    for address in ("/items/", "/people/", "/inbox/", f"/search/?q={IMAGE}"):
        desk.visit(address)
        page.locator("input[type=search]:visible").last.fill(IMAGE)
        page.keyboard.press("Enter")
        desk.look()
    member = desk_of(cast["member"], bypass_csp=True)
    member.visit("/papers/add/")
    name, content = scan(f"{IMAGE}.pdf")
    chosen = {"name": name, "mimeType": "application/pdf", "buffer": content}
    member.page.locator("input[type=file]").set_input_files(chosen)
    member.page.locator("#id_handlers").fill("<img")
    member.page.locator(".picker-list [role=option]").first.click()
    member.look()
    assert desk.ran + member.ran == []
