"""Whatever is typed into an address or a form is answered, never with an error of the program.

Injection by names of filters and columns, names that reach too far, requests that cost
too much; and what PostgreSQL or Python cannot hold: NUL, huge numbers, the first and the last year.
"""

import pytest
from django import forms

from core.ui.views.form import FormPage
from tests.security.routes import FOR_PROGRAMS, client_of, opened_by, undone

GENERIC = ["sort", "columns", "page", "per_page", "q", "words", "as_of", "trend", "month", "inspection"]
FOR_API = ["limit", "cursor", "updated_since", "status", "round", "lead", "since"]
QUERIES = {
    "a quote": "'\"<%{{x}}",
    "beyond any key": "9" * 25,
    "beyond any number": "1e40",
    "negative": "-1",
    "negative beyond any number": "-1e5000",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "the first moment": "0001-01-01T00:00:00+14:00",
    "the password of a related account": "uploaded_by__password",
    "the first month": "0001-01",
    "a method": "delete",
}


def parameters(route) -> list[str]:
    """Every parameter that the page reads: paging, columns, and its filters with both ends of their ranges."""
    filters = getattr(getattr(route.view, "filter_class", None), "base_filters", {})
    ends = ("", "_min", "_max", "_after", "_before")
    return [*GENERIC, *FOR_API, *(name + end for name in filters for end in ends)]


def reads_its_query(route) -> bool:
    """Lists, boards, searches; not the pages of one row, nor those that only take a form."""
    return not route.keys and not (isinstance(route.view, type) and issubclass(route.view, FormPage))


def breaks(client, address, query) -> bool:
    """Whether the answer is an error of the program."""
    return undone(client.get, address, query).status_code >= 500


@pytest.mark.parametrize("kind", QUERIES)
def test_no_parameter_breaks_a_page(kind, cast, world):
    client, auditor = client_of(cast["handler"]), client_of(cast["auditor"])
    broken = set()
    for route in [route for route in opened_by("handler") + opened_by("auditor") if reads_its_query(route)]:
        reader = auditor if route.name == "trail" else client
        query = dict.fromkeys(parameters(route), QUERIES[kind])
        if breaks(reader, route.at(world), query):
            culprits = [each for each in query if breaks(reader, route.at(world), {each: query[each]})]
            broken.add((route.name, *culprits))
    assert broken == set()


def test_a_nul_in_an_address_is_answered_plainly(cast, world):
    client = client_of(cast["handler"])
    query = dict.fromkeys(["q", "words", "sort", "status", "cursor"], "a\0b")
    answers = {route.at(world): undone(client.get, route.at(world), query) for route in opened_by("handler")}
    assert [address for address, answer in answers.items() if answer.status_code >= 500] == []
    pages = {answer.status_code for address, answer in answers.items() if not address.startswith(FOR_PROGRAMS)}
    assert pages == {400}
    assert "无法识别" in answers["/items/"].content.decode()


def posted(form, text, day) -> dict:
    """Something for every field of a form: the text, the day, or the first choice."""
    filled = {}
    for name, field in form.fields.items():
        choices = [key for key, _label in getattr(field, "choices", []) if key]
        if isinstance(field, forms.ChoiceField):
            filled[form.add_prefix(name)] = str(choices[0]) if choices else text
        elif isinstance(field, forms.DateField):
            filled[form.add_prefix(name)] = day
        elif isinstance(field, forms.BooleanField):
            filled[form.add_prefix(name)] = "on"
        elif not isinstance(field, forms.FileField):
            filled[form.add_prefix(name)] = text
    return filled


FORMS = {
    "a NUL": ("a\0b", "2026-11-01"),
    "the first day": ("1", "0001-01-01"),
    "the last day": ("1", "9999-12-31"),
    "beyond any number": ("9" * 25, "2026-11-01"),
    "many letters": ("长" * 20_000, "2026-11-01"),
}


@pytest.mark.parametrize("name", ["handler", "leader", "liaison", "sysadmin"])
def test_nothing_typed_into_a_form_breaks_it(name, cast, world):
    client = client_of(cast[name])
    broken = []
    for route in opened_by(name):
        address = route.at(world)
        page = undone(client.get, address)
        form = page.context and page.context.get("form")
        for kind, (text, day) in FORMS.items() if form is not None else ():
            if undone(client.post, address, posted(form, text, day)).status_code >= 500:
                broken.append((address, kind))
    assert broken == []


def test_a_million_letters_are_refused_and_not_kept(cast, world):
    address = f"/items/{world.item.pk}/progress/"
    sent = {"text": "长" * 1_000_000, "completion": "mostly", "rules_made": 0, "funds_recovered": 0}
    assert client_of(cast["liaison"]).post(address, sent).status_code == 200
    assert world.item.progress.count() == 1
