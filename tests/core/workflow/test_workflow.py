"""One status, one function: legal steps pass, others are refused, the second of two people is told."""

from contextlib import nullcontext

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from core.trail.recording import acting, step_of, step_of_all
from core.trail.versions import knows_version
from core.workflow.moves import Conflict, IllegalStep, move, move_all
from core.workflow.saving import save_checked
from rounds.models import Round
from tests.factories import ItemFactory, put


def test_a_legal_step_saves_status_facts_and_trace(round_, office):
    move(round_, Round.Status.REPORTING, by=office, reason="现场结束", field_ended_on=round_.field_ends_on)
    round_.refresh_from_db()
    assert (round_.status, round_.field_ended_on) == (Round.Status.REPORTING, round_.field_ends_on)
    context = round_.events.latest("pgh_id").pgh_context
    assert (context["actor"], context["reason"]) == (office.pk, "现场结束")


def test_an_illegal_step_changes_nothing(round_, office):
    with pytest.raises(IllegalStep, match="“"):
        move(round_, Round.Status.ARCHIVED, by=office)
    round_.refresh_from_db()
    assert round_.status == Round.Status.ON_SITE


def test_the_second_of_two_people_is_told(round_, office):
    seen_by_another = Round.objects.get(pk=round_.pk)
    move(round_, Round.Status.REPORTING, by=office)
    with pytest.raises(Conflict):
        move(seen_by_another, Round.Status.REPORTING, by=office)


def test_a_row_that_is_gone_is_a_conflict(office, db):
    ghost = Round(pk=10**9, number=99, status=Round.Status.ON_SITE)
    with pytest.raises(Conflict):
        move(ghost, Round.Status.REPORTING, by=office)


def test_a_row_says_its_version_after_a_step_and_not_after_what_is_saved_then(round_, office):
    with transaction.atomic():
        move(round_, Round.Status.REPORTING, by=office, field_ended_on=round_.field_ends_on)
        assert knows_version(round_)
        assert Round.objects.get(pk=round_.pk).updated_at == round_.updated_at
        save_checked(round_, by=office, theme="另一主题")
        assert not knows_version(round_)
    assert not knows_version(round_)


class TestASet:
    @pytest.fixture
    def items(self, db):
        return ItemFactory.create_batch(3, status="rectifying")

    def test_goes_in_one_statement_with_a_trace_each(self, items, office, django_assert_num_queries):
        to = items[0].Status.AWAITING_TEAM
        with transaction.atomic(), django_assert_num_queries(2):
            move_all(items, to, by=office)
        for item in items:
            assert item.status == to
            assert item.events.latest("pgh_id").pgh_context["actor"] == office.pk
        assert set(type(items[0]).objects.values_list("status", flat=True)) == {to}

    @pytest.mark.parametrize("behind", ["pending", "gone", "moved"])
    def test_goes_whole_or_not_at_all(self, items, office, behind):
        last = items[-1]
        if behind == "gone":
            type(last).objects.filter(pk=last.pk).delete()
        else:
            put(type(last).objects.filter(pk=last.pk), "returned" if behind == "moved" else "pending")
            last.status = last.status if behind == "moved" else "pending"
        with pytest.raises(IllegalStep if behind == "pending" else Conflict), transaction.atomic():
            move_all(items, last.Status.AWAITING_TEAM, by=office)
        assert not type(last).objects.filter(status=last.Status.AWAITING_TEAM).exists()

    def test_may_be_empty(self, office, django_assert_num_queries):
        with django_assert_num_queries(0):
            move_all([], "closed", by=office)


UPSERT = {"update_conflicts": True, "update_fields": ["status"], "unique_fields": ["id"]}


class TestAStatusWithoutAStep:
    """The database refuses what goes past `move`, whichever way it is written."""

    @pytest.fixture
    def item(self, db):
        return ItemFactory()

    @pytest.mark.parametrize(
        "write",
        [
            lambda item: type(item).objects.filter(pk=item.pk).update(status="closed"),
            lambda item: type(item).objects.bulk_update([closed(item)], ["status"]),
            lambda item: type(item).objects.bulk_create([applied(item)], **UPSERT),
            lambda item: closed(item).save(),
            lambda item: connection.cursor().execute("UPDATE rectification_item SET status = 'closed'"),
        ],
        ids=["update", "bulk_update", "bulk_create", "save", "SQL"],
    )
    @pytest.mark.parametrize("signed", [False, True], ids=["unsigned", "signed"])
    def test_it_is_refused(self, item, office, write, signed):
        signature = acting(office, reason="改") if signed else nullcontext()
        with pytest.raises(DatabaseError, match="Only a step changes a status"), transaction.atomic(), signature:
            write(item)
        item.refresh_from_db()
        assert item.status == item.Status.RECTIFYING

    def test_a_step_of_one_row_frees_no_other(self, item, office):
        other = ItemFactory(status=item.Status.RECTIFYING)
        move(item, item.Status.AWAITING_TEAM, by=office)
        with pytest.raises(DatabaseError), transaction.atomic():
            type(item).objects.filter(pk=other.pk).update(status=item.Status.AWAITING_TEAM)

    def test_an_act_may_name_several_steps(self, item, office):
        other = ItemFactory(status=item.Status.RECTIFYING)
        to = item.Status.AWAITING_TEAM
        with acting(office, step=[step_of(item, to), step_of(other, to)]):
            assert type(item).objects.filter(pk__in=[item.pk, other.pk]).update(status=to) == 2
        with pytest.raises(DatabaseError), transaction.atomic(), acting(office, step=[step_of(item, to)]):
            type(item).objects.update(status=item.Status.CLOSED)

    def test_a_step_of_a_set_is_named_with_its_end(self, item, office):
        elsewhere = step_of_all(type(item), item.Status.AWAITING_TEAM)
        with pytest.raises(DatabaseError), transaction.atomic(), acting(office, step=elsewhere):
            type(item).objects.update(status=item.Status.CLOSED)

    def test_every_model_with_steps_is_held(self):
        with_steps = [model for model in apps.get_models() if hasattr(model, "STEPS")]
        assert with_steps
        held = {model for model in with_steps for trigger in model._meta.triggers if trigger.name == "step"}
        assert held == set(with_steps)


def closed(item):
    item.status = item.Status.CLOSED
    return item


def applied(item):
    item.status = item.Status.AWAITING_TEAM
    return item
