"""Every form of a page, sent with what nobody would type: no error of the program, nothing half saved, nothing lost.

A few fields at a time are spoilt, whatever the page shows, counts of lines and keys, too; the walk (tests/guards/walk)
types the same into all of them.
"""

from functools import cache
from html import escape

import pytest
from django import forms
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from hypothesis import given

from core.ui.forms import Picker
from tests.guards.routes import FOR_PROGRAMS, client_of, every_route
from tests.guards.walk.answers import noting_writes
from tests.guards.walk.observers import ACCOUNTS_FOR_READING
from tests.guards.walk.requests import posted
from tests.security.generated.typed import PARTS, URLENCODED, encoded, fields_on, sent

TYPING = ["handler", "leader", "liaison", "secretary", "discipline", "sysadmin", "secadmin"]
OF_EVERY_FORM = ("core_idempotencykey", "axes_")
"""Written whatever becomes of a form: its key, which is let go of again; a wrong password."""
RESHOWN = (forms.CharField, forms.DateField, forms.IntegerField, forms.DecimalField)
PART = range(4)


@pytest.mark.parametrize("part", PART)
def test_a_form_takes_nothing_by_halves(part, cast, world, openers, so_many):
    wrong, client_as = [], cache(lambda who: client_of(cast[who]))
    for route in every_route()[part :: len(PART)]:
        who = next((who for who in TYPING if who in openers[route.name]), None)
        if who is None or route.at(world).startswith(FOR_PROGRAMS):
            continue
        client = client_as(who)
        if (good := what_it_takes(client, route.at(world))) is not None:
            send_generated(client, route.at(world), good, so_many(6), wrong)
    assert client_as.cache_info().currsize
    assert not wrong, "\n".join(wrong)


def what_it_takes(client, address) -> dict | None:
    """Every field that the page shows, with what it takes; None where the page has no form."""
    page = client.get(address)
    form = page.context.get("form") if page.context else None
    if page.status_code != 200 or form is None or not hasattr(form, "add_prefix"):
        return None
    shown = fields_on(page.text)
    good = {name: value for name, value in posted(form, "1", "2026-11-01").items() if name in shown}
    return (shown | good) or None


def send_generated(client, address, good, settings, wrong) -> None:
    """Send it as often as the settings say, and note what is wrong with the answers."""

    @settings
    @given(sent(good))
    def send(what):
        typed, content_type = what
        content = encoded(good | typed, content_type)
        with noting_writes() as written, transaction.atomic():
            response = client.generic("POST", address, content, content_type=content_type)
            told = [*failings(response, written), *lost(response, typed, content_type)]
            transaction.set_rollback(True)
        if response.wsgi_request.session.pop("_messages", None):
            response.wsgi_request.session.save()
        wrong.extend(f"{address} {content_type} {shortened(typed)}: {each}" for each in told)

    send()


def failings(response, written):
    """An error of the program, or something saved of what was refused."""
    if response.status_code >= 500:
        yield f"an error of the program, {response.status_code}"
    if response.status_code != 302:
        kept = [sql for sql in written if not any(each in sql for each in (*ACCOUNTS_FOR_READING, *OF_EVERY_FORM))]
        yield from (f"refused, and yet: {sql[:90]}" for sql in kept)


def lost(response, typed, content_type):
    """What was typed and is not there any more where the form is shown again."""
    form = response.context.get("form") if response.status_code == 200 and response.context else None
    if form is None or not getattr(form, "is_bound", False) or content_type not in (URLENCODED, PARTS):
        return
    for name, field in form.fields.items():
        value = typed.get(form.add_prefix(name), "")
        if is_typed(field) and is_writable(value) and escape(value) not in response.text:
            yield f"{name} is not shown again"


def is_typed(field) -> bool:
    """Whether it is a line of text that a page may show again; no password is."""
    others = isinstance(field.widget, Picker | forms.PasswordInput) or field.widget.is_hidden
    return isinstance(field, RESHOWN) and not others


def is_writable(value) -> bool:
    """Whether it is one text, which a page can hold as it is."""
    return isinstance(value, str) and value.isprintable() and value == value.strip()


def shortened(typed: dict) -> str:
    return repr({name: value[:40] for name, value in typed.items()})


class Line(forms.Form):
    words = forms.CharField(max_length=3)


def test_what_may_be_wrong_with_an_answer_is_seen():
    kept = ["INSERT INTO rounds_round VALUES (1)", "INSERT INTO core_idempotencykey VALUES (1)"]
    refused, failed = HttpResponse(), HttpResponse(status=500)
    assert len(list(failings(refused, kept))) == 1
    assert len(list(failings(failed, []))) == 1
    assert list(failings(HttpResponseRedirect("/"), kept)) == []
    refused.context, refused.text = {"form": Line({"words": "too long"})}, "<input name=words>"
    assert list(lost(refused, {"words": "too long"}, URLENCODED)) == ["words is not shown again"]
    refused.text = "<input name=words value='too long'>"
    assert list(lost(refused, {"words": "too long"}, URLENCODED)) == []
