"""Each observer has been seen to notice what it is there for."""

import io
import json
import zipfile
from types import FunctionType

import pytest
from django import forms
from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from docx import Document
from docx.oxml import OxmlElement

from core.trail.recording import acting
from findings.models import Finding, Lead, Transfer, WorkingPaper
from rounds.models import Inspection
from tests.guards.routes import every_route
from tests.guards.walk import observers
from tests.guards.walk.answers import Answer, noting_writes
from tests.guards.walk.english import chinese_on, english_on
from tests.guards.walk.payloads import PAYLOAD
from tests.guards.world import SECRET_NAME

ROUTES = {route.name: route for route in every_route()}


def answer(body="", who="office", name="worklist", content_type="text/html", **facts) -> Answer:
    """What somebody might be answered."""
    response = HttpResponse(body, content_type=content_type)
    response.body, response.context = response.content, facts.pop("context", None)
    return Answer(who, ROUTES[name], "GET", "/", facts.pop("asked", ""), response, **facts)


def workbook(text: str) -> bytes:
    """A part of a workbook with this text in it."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", text)
    return kept.getvalue()


def document(text: str, where=lambda made: made, *, pieces: int = 1, field: str = "") -> bytes:
    """A .docx with this text at a place of it, in so many pieces, and with a field."""
    made, kept = Document(), io.BytesIO()
    line = where(made).add_paragraph()
    length = -(-len(text) // pieces)
    for at in range(0, len(text), length):
        line.add_run(text[at : at + length])
    if field:
        asks = OxmlElement("w:instrText")
        asks.text = field
        line.add_run()._r.append(asks)
    made.save(kept)
    return kept.getvalue()


PLACES_OF_A_DOCUMENT = {
    "text": lambda made: made,
    "a table": lambda made: made.add_table(1, 1).cell(0, 0),
    "the head": lambda made: made.sections[0].header,
    "the head of the first page": lambda made: made.sections[0].first_page_header,
    "the foot of even pages": lambda made: made.sections[0].even_page_footer,
}


@pytest.mark.parametrize("place", PLACES_OF_A_DOCUMENT)
def test_whatever_a_document_says_is_read(place):
    secret = document(SECRET_NAME, PLACES_OF_A_DOCUMENT[place], pieces=2)
    assert list(observers.canary(answer(secret)))
    assert not list(observers.canary(answer(secret, who="handler")))
    assert list(observers.english(answer(document("Submit", PLACES_OF_A_DOCUMENT[place]), content_type="x/docx")))
    assert list(observers.payloads(answer(document("=1+149", PLACES_OF_A_DOCUMENT[place]), content_type="x/docx")))


@pytest.mark.parametrize("field", ["DDEAUTO c:\\x", "INCLUDETEXT x", "INCLUDEPICTURE http://x"])
def test_a_document_that_looks_something_up_is_seen(field):
    assert list(observers.payloads(answer(document("提交", field=field), content_type="x/docx")))


def test_a_document_that_only_shows_what_was_typed_is_let_pass():
    shown = answer(document(f"{PAYLOAD}提交", field="PAGE"), content_type="x/docx")
    assert not [*observers.payloads(shown), *observers.english(shown), *observers.canary(shown)]


@pytest.mark.parametrize(
    "body",
    [
        SECRET_NAME,
        json.dumps({"name": SECRET_NAME}),
        f'<script type="application/json">{json.dumps([SECRET_NAME])}</script>',
        "".join(f"&#x{ord(letter):x};" for letter in SECRET_NAME),
        workbook(SECRET_NAME),
        workbook("".join(f"&#{ord(letter)};" for letter in SECRET_NAME)),
    ],
    ids=["text", "JSON", "JSON in a page", "entities", "workbook", "entities in a workbook"],
)
def test_the_canary_is_seen_however_it_is_written(body):
    assert list(observers.canary(answer(body)))
    assert not list(observers.canary(answer(body, who="handler")))


def test_a_write_is_noted_though_the_trail_says_first_who_did_it(world, cast):
    with acting(cast["office"]), noting_writes() as written, transaction.atomic():
        Inspection.objects.filter(pk=world.inspection.pk).update(entered_on=None)
        transaction.set_rollback(True)
    assert list(observers.reading(answer(written=written)))


ALIAS = Lead
BREACHES = {
    "the model itself": lambda world, user: get_object_or_404(Lead, pk=world.lead.pk),
    "a bare manager": lambda world, user: list(Lead.objects.filter(pk=world.lead.pk)),
    "an alias": lambda world, user: ALIAS.objects.count(),
    "a reverse manager": lambda world, user: list(world.paper.leads.values_list("number")),
    "a count": lambda world, user: world.inspection.leads.count(),
    "a prefetch": lambda world, user: list(WorkingPaper.objects.visible_to(user).prefetch_related("leads")),
    "a join": lambda world, user: list(WorkingPaper.objects.visible_to(user).annotate(n=Count("leads"))),
    "a condition": lambda world, user: list(WorkingPaper.objects.visible_to(user).filter(leads__number="1")),
    "a subquery": lambda world, user: list(
        WorkingPaper.objects.visible_to(user).annotate(has=Exists(Lead.objects.filter(paper=OuterRef("pk"))))
    ),
    "a distinct count": lambda world, user: Lead.objects.distinct().count(),
    "the history": lambda world, user: list(Lead.pgh_event_model.objects.all()[:1]),
    "SQL by hand": lambda world, user: connection.cursor().execute("SELECT number FROM findings_lead"),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_a_secret_row_reached_past_its_door_is_seen(breach, world, cast, watched):
    watched.clear()
    BREACHES[breach](world, cast["member"])
    assert watched


def asked_from(module: str, lead) -> None:
    """What a module of this name would ask past the door."""

    def ask(model, key):
        return list(model.objects.filter(pk=key))

    FunctionType(ask.__code__, {"__name__": module})(Lead, lead.pk)


@pytest.mark.parametrize("module", ["findings.papers.steps", "findings.models.papers", "findings.ledger", "core.menu"])
def test_no_module_is_let_pass_by_its_name(module, world, watched):
    watched.clear()
    asked_from(module, world.lead)
    assert watched == [f"findings_lead from {module}:ask"]


def test_what_changes_a_row_that_was_found_is_let_pass(world, watched):
    watched.clear()
    asked_from("findings.leads.services", world.lead)
    assert watched == []


USES = {
    "the door": lambda world, user: list(Lead.objects.visible_to(user).filter(status="draft").order_by("number")),
    "its count": lambda world, user: Lead.objects.visible_to(user).distinct().count(),
    "what is named without content": lambda world, user: list(Lead.objects.nameless_to(user)),
    "its own history": lambda world, user: list(Lead.objects.visible_to(user).first().events.all()),
    "what hangs on it": lambda world, user: list(Lead.objects.visible_to(user).first().transfers.all()),
    "what it hangs on": lambda world, user: Transfer.objects.visible_to(user).first().lead,
    "a set of keys": lambda world, user: list(
        WorkingPaper.objects.filter(pk__in=Lead.objects.visible_to(user).values("paper"))
    ),
}


@pytest.mark.parametrize("use", USES)
def test_the_door_is_let_pass(use, world, cast, watched):
    watched.clear()
    USES[use](world, cast["handler"])
    assert watched == []


class Bare(forms.ModelForm):
    class Meta:
        model = Finding
        fields = ["inspection"]


def test_a_form_that_offers_rows_past_their_door_is_seen(world, cast, watched):
    form = Bare()
    assert list(observers.choices(answer(context={"form": form})))
    form.fields["inspection"].queryset = Inspection.objects.visible_to(cast["leader"])
    assert not list(observers.choices(answer(context={"form": form})))


@pytest.mark.parametrize(
    "page",
    [
        "<p>Submit the paper</p>",
        '<a title="Submit">提交</a>',
        "<h1>轮次 Round</h1>",
        "<button>Save</button>",
        "<td>draft</td>",
        '<input placeholder="Search">',
        "<option>All</option>",
        '<span aria-label="Close"></span>',
    ],
)
def test_english_on_a_page_is_seen(page):
    assert english_on(page)


@pytest.mark.parametrize(
    "page",
    [
        "<p class='card'>提交</p>",
        "<script>var Hello</script>",
        "<td>WT18-0001</td>",
        "<td>office@example.test</td>",
        "<td>user12</td>",
    ],
)
def test_what_is_no_english_is_let_pass(page):
    assert english_on(page) == set()


@pytest.mark.parametrize(
    ("page", "said"),
    [("<p>Save 提交</p>", {"提交"}), ("<p>单位</p>", set()), ('<code lang="zh-hans">{逾期数}</code> days', set())],
    ids=["words", "what somebody typed", "what is to be typed as it stands"],
)
def test_chinese_on_an_english_page_is_seen_unless_it_is_typed(page, said):
    assert chinese_on(page, "单位") == said


def test_a_form_that_acts_each_time_it_is_sent_is_seen():
    assert list(observers.once(answer('<form method="post" action="/papers/3/submit/?x=1"></form>')))
    assert list(observers.once(answer('<form class="page-form" method="post"></form>')))
    assert not list(observers.once(answer('<form method="post"><input name="one_time_key" value="k"></form>')))
    assert not list(observers.once(answer('<form method="post" action="/logout/"></form><form method="get"></form>')))


UNLIKE_THE_DOCUMENT = {
    "a status it does not say": ("GET", "/api/v1/items/", 403, {}),
    "an error without problem details": ("GET", "/api/v1/items/", 404, {"content_type": "text/html"}),
    "a method it does not know": ("PUT", "/api/v1/items/", 200, {}),
    "a member it does not know": ("GET", "/api/v1/items/", 200, {"content": {"next": None, "results": [], "x": 1}}),
    "a member missing": ("GET", "/api/v1/items/", 200, {"content": {"results": []}}),
    "no header": ("GET", "/api/v1/items/1/", 304, {"content_type": None}),
    "money as a number": ("GET", "/api/v1/items/1/", 200, {"content": {"funds_recovered": 1.5}}),
}


@pytest.mark.parametrize("kind", UNLIKE_THE_DOCUMENT)
def test_what_the_document_does_not_say_is_seen(kind):
    verb, address, status, told = UNLIKE_THE_DOCUMENT[kind]
    content_type = "application/problem+json" if status == 403 else "application/json"
    said = told.get("content")
    response = HttpResponse(
        json.dumps(said) if said else "", status=status, content_type=told.get("content_type", content_type)
    )
    response.body = response.content
    assert list(observers.documented(Answer("office", ROUTES["item-list"], verb, address, "", response)))


def test_what_the_document_says_is_let_pass():
    response = HttpResponse(json.dumps({"next": None, "results": []}), content_type="application/json")
    response.body = response.content
    assert not list(observers.documented(Answer("office", ROUTES["item-list"], "GET", "/api/v1/items/", "", response)))


def test_what_else_may_be_wrong_with_an_answer_is_seen():
    hidden = answer("没有 1")
    wrong = {
        observers.answered: [answer(asked="a NUL")],
        observers.unseen: [answer(asked="larger than any key"), answer("有 2", likewise=hidden)],
        observers.reading: [answer(written=["UPDATE rounds_round SET …"])],
        observers.doors: [answer(past_doors=["findings_lead from a template"])],
        observers.payloads: [answer("<script>x(1)</script>"), answer("=1+149")],
        observers.manners: [answer(opens_to=["office"])],
    }
    for observer, answers in wrong.items():
        for each in answers:
            assert list(observer(each)), observer.__name__
