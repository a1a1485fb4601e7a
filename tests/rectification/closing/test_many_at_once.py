"""Many items at once: one answer, each by the rules for one, and what became of each."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.batches import services
from core.batches.services import ask_for_batch, carry_out
from core.models import Batch, BatchRow, Notice
from core.tasks import carry_out_batch, take_up
from core.workflow.on_many import step_on_many
from rectification.items.steps import STEPS
from rectification.models import CloseOut, Item
from tests.factories import TOLD, bring_to_office
from tests.rectification.conftest import carry_out as rectify
from tests.rectification.conftest import check

LIST = reverse("rectification:items")
CLOSE = reverse("batch_new", args=["items", "close"])
AFTER = datetime(2100, 1, 1, tzinfo=UTC)
Outcome = BatchRow.Outcome
STEPS_BY_NAME = {step.name: step for step in STEPS}


@pytest.fixture
def ready(rectifying, office, handler, liaison):
    """All four items applied for and confirmed on site."""
    for item in rectifying.items.all():
        rectify(item, liaison)
        bring_to_office(item, "均已完成", by=liaison, on=date(2026, 10, 8))
        check(item, handler, on=date(2026, 10, 12))
    return list(rectifying.items.all())


def asked_for(items, by, step="close", **answered):
    answers = {name: [value] for name, value in (answered or {"opinion": "同意销号"}).items()}
    keys = [item.pk for item in items]
    facts = {"model": Item, "asked": answers, "place": LIST, "shown_at": AFTER}
    return ask_for_batch(step_on_many(Item, step), keys, by=by, **facts)


def outcomes(batch):
    return list(batch.rows.values_list("outcome", flat=True))


class TestOnThePage:
    def test_rows_ticked_are_closed_and_each_row_says_what_became_of_it(
        self, checked, rectifying, office, handler, browse
    ):
        desk = browse(office)
        open_item = rectifying.items.exclude(pk=checked.pk).first()
        page = desk.get(CLOSE, {"pk": [checked.pk, open_item.pk], "list": LIST})
        assert [(row.pk, row.takes_step) for row in page.context["picked"]] == [
            (item.pk, item.pk == checked.pk) for item in rectifying.items.filter(pk__in=[checked.pk, open_item.pk])
        ]
        sent = {
            "pk": [checked.pk, open_item.pk],
            "list": LIST,
            "shown_at": page.context["shown_at"],
            "opinion": "同意",
        }
        answer = desk.post(CLOSE, sent)
        batch = Batch.objects.get()
        assert answer.url == batch.get_absolute_url()
        carry_out_batch(batch.pk)
        result = desk.get(answer.url).content.decode()
        checked.refresh_from_db(), open_item.refresh_from_db()
        assert (checked.status, open_item.status) == (Item.Status.CLOSED, Item.Status.RECTIFYING)
        assert "成功：1；被拒：1" in result
        assert CloseOut.objects.get(item=checked).opinion == "同意"

    def test_all_rows_of_the_filter_are_those_the_step_is_open_on(self, ready, office, browse, other_item):
        page = browse(office).get(CLOSE, {"all": 1, "list": f"{LIST}?deadline_kind=lasting"})
        assert [row.pk for row in page.context["picked"]] == [
            item.pk for item in ready if item.deadline_kind == "lasting"
        ]

    def test_what_was_typed_is_kept_with_what_is_wrong(self, ready, office, browse):
        return_many = reverse("batch_new", args=["items", "return"])
        page = browse(office).post(return_many, {"pk": [ready[0].pk], "list": LIST, "reason": " "})
        assert page.status_code == 200
        assert page.context["form"].errors["reason"]
        assert not Batch.objects.exists()

    def test_nothing_ticked_is_said_so(self, ready, office, browse):
        page = browse(office).post(CLOSE, {"list": LIST, "opinion": "同意"})
        assert "请至少勾选一行" in page.content.decode()

    def test_the_organization_applies_for_many(self, rectifying, liaison, browse):
        for item in rectifying.items.all():
            rectify(item, liaison)
        address = reverse("batch_new", args=["items", "apply_close_out"])
        keys = [item.pk for item in rectifying.items.all()]
        browse(liaison).post(address, {"pk": keys, "list": LIST, **TOLD, "statement": "均已完成，举一反三"})
        carry_out_batch(Batch.objects.get().pk)
        assert set(rectifying.items.values_list("status", flat=True)) == {Item.Status.AWAITING_TEAM}

    @pytest.mark.parametrize("who", ["leader", "member", "leadinggroup", "division", "liaison", "discipline"])
    def test_who_does_not_close_out_has_neither_page_nor_button(self, ready, who, request, browse):
        desk = browse(request.getfixturevalue(who))
        assert desk.get(CLOSE, {"list": LIST}).status_code == 403
        answer = desk.get(LIST)
        assert answer.status_code == 403 or CLOSE not in answer.content.decode()

    @pytest.mark.parametrize("place", ["/nowhere/", "//evil.example/", "/inbox/", "/", "/items/?a=b/../"])
    def test_rows_are_picked_from_their_own_list_alone(self, ready, office, browse, place):
        expected = 200 if place.startswith(LIST) else 404
        assert browse(office).get(CLOSE, {"list": place, "pk": [ready[0].pk]}).status_code == expected

    @pytest.mark.parametrize("place", ["/items/?words=\0", "/items/\0"])
    def test_an_address_that_no_column_holds_is_none(self, ready, office, browse, place):
        sent = {"list": place, "pk": [ready[0].pk], "opinion": "同意"}
        assert browse(office).post(CLOSE, sent).status_code == 404
        assert not Batch.objects.exists()

    @pytest.mark.parametrize("step", ["progress", "check", "nothing"])
    def test_other_steps_are_not_taken_on_many(self, office, browse, step):
        address = reverse("batch_new", args=["items", step])
        assert browse(office).get(address, {"list": LIST}).status_code == 404
        assert browse(office).get(reverse("batch_new", args=["leads", step]), {"list": LIST}).status_code == 404

    def test_rows_one_does_not_see_are_not_picked(self, rectifying, liaison, other_item, browse):
        address = reverse("batch_new", args=["items", "apply_close_out"])
        page = browse(liaison).get(address, {"pk": [other_item.pk, "x", "9" * 30], "list": LIST})
        assert page.context["picked"] == []

    def test_a_batch_is_seen_by_who_asked_for_it_alone(self, ready, office, handler, browse):
        batch = asked_for(ready, office)
        assert browse(office).get(batch.get_absolute_url()).status_code == 200
        assert browse(handler).get(batch.get_absolute_url()).status_code == 404


class TestCarriedOut:
    def test_each_row_by_the_rules_for_one(self, ready, office, handler):
        check(ready[1], handler, "partly", on=date(2026, 10, 20))
        batch = asked_for(ready, office)
        carry_out(batch)
        assert outcomes(batch) == [Outcome.DONE, Outcome.REFUSED, Outcome.DONE, Outcome.DONE]
        assert "部分整改" in batch.rows.get(outcome=Outcome.REFUSED).why
        notice = Notice.objects.get(kind="batch")
        assert (notice.recipient, notice.url) == (office, batch.get_absolute_url())

    def test_who_confirmed_the_items_on_site_closes_none(self, ready, handler):
        batch = asked_for(ready, handler)
        carry_out(batch)
        assert set(outcomes(batch)) == {Outcome.REFUSED}
        assert not Item.objects.filter(status=Item.Status.CLOSED).exists()

    def test_killed_halfway_what_is_done_is_done_and_the_rest_goes_on(self, ready, office, monkeypatch):
        batch, closed = asked_for(ready, office), STEPS_BY_NAME["close"].service
        seen = []

        def close_two(item, **facts):
            if len(seen) == 2:
                raise SystemExit
            seen.append(item.pk)
            return closed(item, **facts)

        with monkeypatch.context() as patched:
            patched.setattr(services, "step_of", lambda batch: replace(STEPS_BY_NAME["close"], service=close_two))
            with pytest.raises(SystemExit):
                carry_out(batch)
        assert outcomes(batch) == [Outcome.DONE, Outcome.DONE, Outcome.WAITING, Outcome.WAITING]
        Batch.objects.update(asked_at=timezone.now() - timedelta(minutes=1))
        take_up()
        assert set(outcomes(batch)) == {Outcome.DONE}
        assert CloseOut.objects.filter(decision="accepted").count() == 4

    def test_a_second_worker_begins_at_the_other_end(self, ready, office, monkeypatch):
        batch, seen = asked_for(ready, office), []
        step = replace(STEPS_BY_NAME["close"], service=lambda item, **facts: seen.append(item.pk))
        monkeypatch.setattr(services, "step_of", lambda batch: step)
        carry_out(batch, from_end=True)
        assert seen == [item.pk for item in reversed(ready)]

    def test_what_nobody_foresaw_is_said_at_its_row_and_the_rest_goes_on(self, ready, office, monkeypatch):
        batch, closed = asked_for(ready, office), STEPS_BY_NAME["close"].service

        def fail_once(item, **facts):
            if item.pk == ready[0].pk:
                raise RuntimeError("nobody foresaw it")
            return closed(item, **facts)

        monkeypatch.setattr(services, "step_of", lambda batch: replace(STEPS_BY_NAME["close"], service=fail_once))
        with pytest.raises(RuntimeError):
            carry_out(batch)
        carry_out(batch)
        assert outcomes(batch) == [Outcome.REFUSED, Outcome.DONE, Outcome.DONE, Outcome.DONE]

    def test_a_step_that_is_not_taken_on_many_any_more_ends_the_batch(self, ready, office, browse):
        batch = asked_for(ready[:1], office)
        batch.step = "gone"
        batch.save()
        with pytest.raises(KeyError):
            carry_out(batch)
        carry_out(batch)
        assert outcomes(batch) == [Outcome.REFUSED]
        assert not Batch.objects.under_way().exists()
        assert browse(office).get(batch.get_absolute_url()).status_code == 200

    def test_a_row_changed_since_it_was_shown_is_left_as_it_is(self, ready, office, handler):
        batch = asked_for(ready, office)
        batch.shown_at = max(item.updated_at for item in ready)
        Item.objects.filter(pk=ready[0].pk).update(goal="另行明确")
        carry_out(batch)
        assert outcomes(batch) == [Outcome.REFUSED, Outcome.DONE, Outcome.DONE, Outcome.DONE]
        assert "已被他人修改" in batch.rows.first().why

    def test_rights_that_end_meanwhile_end_here(self, ready, office):
        batch = asked_for(ready, office)
        office.grants.all().delete()
        carry_out(batch)
        assert set(outcomes(batch)) == {Outcome.REFUSED}

    def test_an_account_shut_meanwhile_does_nothing(self, ready, office):
        batch = asked_for(ready, office)
        type(office).objects.filter(pk=office.pk).update(is_active=False)
        carry_out(batch)
        assert set(outcomes(batch)) == {Outcome.REFUSED}

    def test_what_nobody_took_up_in_time_is_not_done_later(self, ready, office):
        batch = asked_for(ready, office)
        batch.asked_at -= timedelta(hours=1)
        batch.save()
        carry_out(batch)
        assert set(outcomes(batch)) == {Outcome.REFUSED}

    def test_at_most_so_many_and_at_least_one(self, office, monkeypatch):
        with pytest.raises(ValidationError, match="勾选"):
            asked_for([], office)
        monkeypatch.setattr(services, "MOST", 1)
        with pytest.raises(ValidationError, match="最多"):
            asked_for([Item(pk=1), Item(pk=2)], office)

    def test_costs_the_same_for_each_row(self, ready, office):
        carry_out(asked_for(ready[:1], office))
        with CaptureQueriesContext(connection) as one:
            carry_out(asked_for(ready[1:2], office))
        with CaptureQueriesContext(connection) as two:
            carry_out(asked_for(ready[2:], office))
        assert len(two) - len(one) == 14
