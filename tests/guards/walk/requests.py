"""What is asked of an address, and by whom: everyone reads it or sends it an empty form; the rest is one's in turn.

So the walk grows with what there is to ask, and only the plain question is asked once more by each of the cast.

Numbers of hidden rows, injection by names of filters and columns, requests that cost too much; and what PostgreSQL or
Python cannot hold: NUL, huge numbers, the first and the last year.
"""

from collections.abc import Iterator

from django import forms

from core.search.views import Search
from core.ui.views.picker import PickerOptions
from tests.guards.routes import MISSING, SIGNS_OUT, Route, every_address, every_route
from tests.guards.walk.answers import Answer, Walker
from tests.guards.world import CIRCLE

CANARY = "金丝雀"
TRIES_ALL = "handler"
OUTSIDERS = {"stranger_leader", "other_secretary", "orgdept"}
STEPS_OF_A_ROUND = {
    "findings:round_draw_notices",
    "personnel:round_apply_team",
    *(
        f"rounds:round_{step}"
        for step in ("submit", "approve", "return", "start", "end", "rectify", "archive", "record_days")
    ),
}
RULES = {"personnel:reminder_rule_change", "personnel:reminder_rule_drop"}
SHARED = STEPS_OF_A_ROUND | RULES | {"rounds:round", "rounds:round_delete", "round-detail"}
"""Not about the inspection alone: its round is also that of the stranger's team, reminders are everyone's."""
READING = ["office", "handler", "auditor"]
"""Of whom the first that an address opens to asks it for what nobody should."""
TYPING = ["handler", "leader", "liaison", "sysadmin"]
"""Of whom the first that is shown a form fills it in with what nobody should."""
BEYOND_ANY_KEY = 10**30
SEARCH = {"words": CANARY, "q": CANARY}  # no page reads both
OF_EVERY_PAGE = {"q", "plain", "format"}
"""What is read of every address: the search in the frame of the pages, the fields of forms, the form of the API."""
NASTY = {
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
NUL = dict.fromkeys(["q", "words", "sort", "status", "cursor"], "a\0b")
TYPED = {
    "a NUL": ("a\0b", "2026-11-01"),
    "the first day": ("1", "0001-01-01"),
    "the last day": ("1", "9999-12-31"),
    "beyond any number": ("9" * 25, "2026-11-01"),
    "many letters": ("长" * 20_000, "2026-11-01"),
}


def walk(walker: Walker) -> Iterator[Answer]:
    """Every answer to one of the cast, signing out last."""
    for route in every_route():
        yield from answers_at(walker, route)
    out = Route(SIGNS_OUT, every_address()[SIGNS_OUT])
    yield from (walker.ask(out), walker.ask(out, "POST"))


def answers_at(walker: Walker, route: Route) -> Iterator[Answer]:
    """Every answer at one address; what lets nobody in is asked no further questions."""
    answered = {verb: walker.ask(route, verb) for verb in verbs_of(walker, route)}
    yield from answered.values()
    if key := route.number_in(walker.world):
        yield from with_other_numbers(walker, route, key, answered)
    read = answered.get("GET")
    if read is not None and read.status == 200:
        yield from with_searches(walker, route, read)
        yield from with_nasty_input(walker, route, read)
        yield from with_nasty_forms(walker, route, read)


def verbs_of(walker: Walker, route: Route) -> list[str]:
    """What is tried: what the address takes; the rest only by one who is let in and by one who is not.

    Those who know the lead anyway send a form only where reading is not the purpose.
    """
    if walker.who in (TRIES_ALL, "nobody"):
        return ["GET", "POST"]
    is_for_reading = isinstance(route.view, type) and "GET" in route.verbs
    return ["GET"] if is_for_reading and walker.who in CIRCLE else route.verbs


def with_other_numbers(walker: Walker, route: Route, key: str, answered: dict[str, Answer]) -> Iterator[Answer]:
    """A missing row beside a hidden one, and a number larger than any key."""
    for verb, answer in answered.items():
        if walker.who in OUTSIDERS and route.name not in SHARED:
            missing = walker.ask(route, verb, "a missing row", **{key: MISSING})
            missing.likewise = answer
            yield missing
        if walker.who == TRIES_ALL:
            yield walker.ask(route, verb, "larger than any key", **{key: BEYOND_ANY_KEY})


def with_searches(walker: Walker, route: Route, read: Answer) -> Iterator[Answer]:
    """A list as a workbook; and searched for what a lead says, by those who may not know it."""
    if getattr(route.view, "exportable", False):
        yield walker.ask(route, asked="export", sent={"export": "xlsx"})
    if walker.who not in CIRCLE and (is_search(route) or "words" in read.read):
        yield walker.ask(route, asked="the secret", sent=SEARCH)


def with_nasty_input(walker: Walker, route: Route, read: Answer) -> Iterator[Answer]:
    """In every parameter that the page was seen to read; one by one only where all of them at once break it."""
    if walker.who != first_of(READING, walker, route):
        return
    yield walker.ask(route, asked="a NUL", sent=NUL)
    if is_search(route) or read.read - OF_EVERY_PAGE:
        for kind, value in NASTY.items():
            answer = walker.ask(route, asked=kind, sent=dict.fromkeys(read.read, value))
            yield answer
            if answer.status >= 500:
                yield from (walker.ask(route, asked=f"{kind} as {name}", sent={name: value}) for name in read.read)


def is_search(route: Route) -> bool:
    """Whether it answers what somebody types, with nothing else to ask it."""
    return isinstance(route.view, type) and issubclass(route.view, PickerOptions | Search)


def first_of(some: list[str], walker: Walker, route: Route) -> str:
    """The first of some of the cast whom the address opens to; "" if it opens to none of them."""
    return next((who for who in some if who in walker.openers[route.name]), "")


def with_nasty_forms(walker: Walker, route: Route, read: Answer) -> Iterator[Answer]:
    """Something in every field of the page's form."""
    if walker.who != first_of(TYPING, walker, route) or read.form is None:
        return
    for kind, (text, day) in TYPED.items():
        yield walker.ask(route, "POST", kind, posted(read.form, text, day))


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
