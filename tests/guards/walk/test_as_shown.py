"""Every form over a row: what was changed after the form was opened is neither decided on nor undone unseen."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat

from core.trail.recording import acting
from core.trail.versions import version_in
from core.ui.views.form import FormPage
from core.workflow.as_shown import FIELD
from rectification.models import Feedback
from tests.guards.routes import Route, client_of, every_route, meant_by
from tests.guards.walk.answers import noting_writes
from tests.guards.walk.observers import ACCOUNTS_FOR_READING
from tests.security.generated.typed import fields_on

TOLD = "请重新查看后再操作"
SHOWS_NO_ROW = {
    "rounds:team_add": "a further team of a round, of which it says nothing",
    "rounds:round_limit_add": "a limit for a round; what it would mean has a mark of its own",
    "personnel:reminder_rule_drop": "a reminder rule; the same",
}
"""Forms at the address of a row that hold to nothing of it, and why."""
SEEN = "seen"
"""What a form over the row itself keeps instead; the service asks for it (test_two_at_a_form.py of each app)."""


def forms_over_rows(world) -> list[Route]:
    """What opens a form at the address of a row."""
    pages = [route for route in every_route() if isinstance(route.view, type) and issubclass(route.view, FormPage)]
    over_rows = [each for each in pages if "pk" in each.keys and isinstance(row_of(each, world), models.Model)]
    return [each for each in over_rows if is_open(each.step, row_of(each, world))]


def is_open(step, row) -> bool:
    """Whether the row's state lets the step be taken; it is what one is told first."""
    return step is None or not step.states or row.status in step.states


def row_of(route: Route, world):
    return meant_by(route.name, "pk", world)


def test_no_form_is_taken_on_what_changed_after_it_was_opened(cast, world, openers):
    wrong, held = [], set()
    for route in forms_over_rows(world):
        if route.name in SHOWS_NO_ROW or not openers[route.name]:
            continue
        with transaction.atomic():
            fault = sent_after_a_change(client_of(cast[openers[route.name][0]]), route, cast, world)
            transaction.set_rollback(True)
        wrong += [f"{route.name}: {fault}"] if fault else []
        held.add(route.name)
    assert not wrong, "\n".join(wrong)
    assert len(held) > 40


def sent_after_a_change(client, route: Route, cast, world) -> str:
    """What is wrong with the answer to the form, once somebody else has changed what it shows; "" for nothing."""
    address = route.at(world)
    page = client.get(address)
    fields = fields_on(page.text)
    if fields.get(SEEN):
        return ""
    if not fields.get(FIELD):
        return "the form keeps no mark of what it shows"
    change(route, cast, world)
    with noting_writes() as written:
        answer = client.post(address, fields)
    if answer.status_code != 200 or TOLD not in answer.text:
        return f"{answer.status_code}, and nobody is told"
    kept = [sql for sql in written if not any(each in sql for each in (*ACCOUNTS_FOR_READING, "core_idempotencykey"))]
    return f"told, and yet: {kept[0][:80]}" if kept else ""


def change(route: Route, cast, world) -> None:
    """Somebody else changes a word of what the form shows."""
    row = row_of(route, world)
    rows = type(row)._base_manager.filter(pk=row.pk)
    with acting(cast["auditor"]):
        if route.name in ("rectification:hand_over_sign", "rectification:hand_over_paper_receipt"):
            Feedback.objects.filter(hand_over=row).update(opinion="改过的意见")
        elif version := version_in(type(row)):
            rows.update(**{version: F(version)})
        else:
            rows.update(**another_word(row))


def another_word(row) -> dict:
    """A text of the row with one letter more, or a day of it one later; or a number one higher."""
    traced = {field.name for field in type(row).pgh_event_model._meta.fields}
    own = [field for field in row._meta.concrete_fields if field.name in traced]
    fields = [field for field in own if not (field.choices or field.unique)]
    text = next((each for each in fields if isinstance(each, models.CharField | models.TextField)), None)
    if text is not None:
        return {text.name: Concat(F(text.name), Value("改"))}
    day = next((each for each in fields if isinstance(each, models.DateField) and getattr(row, each.name)), None)
    if day is not None:
        return {day.name: getattr(row, day.name) + timedelta(days=1)}
    number = next(each for each in fields if isinstance(each, models.IntegerField) and not each.primary_key)
    return {number.name: F(number.name) + 1}
