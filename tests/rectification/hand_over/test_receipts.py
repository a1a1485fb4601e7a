"""双签收: the party secretary, both sides, exactly this text."""

import hashlib
from datetime import date
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.workflow.moves import IllegalStep
from findings.models import Finding
from rectification import duties
from rectification.hand_over import receipts
from rectification.models import HandOver, Receipt, Side
from rounds.models import Obligation
from tests.at_once import before_one_row
from tests.rectification.conftest import DELIVERED, SIGNED, feed_back, sign


def test_one_signature_is_not_enough(delivered, secretary):
    sign(delivered, Side.HEAD, secretary)
    assert HandOver.objects.get().status == HandOver.Status.AWAITING_RECEIPT
    assert Obligation.objects.open().on(delivered).filter(node=duties.SIGN_RECEIPTS).exists()


def test_with_both_signed_the_plan_is_owed(signed):
    assert (signed.status, signed.signed_on) == (HandOver.Status.AWAITING_PLAN, SIGNED)
    assert Obligation.objects.get(node=duties.SIGN_RECEIPTS).met_on == SIGNED
    plan = Obligation.objects.get(node=duties.FILE_PLAN)
    assert (plan.from_on, plan.due_on) == (DELIVERED, date(2026, 9, 21))  # Sunday the 20th is worked
    assert (plan.amount, plan.unit, plan.organization) == (15, "workdays", signed.inspection.organization)


def test_exactly_the_text_is_kept_with_its_digest(signed):
    texts = dict(signed.receipts.values_list("side", "text"))
    assert "请认真整改。" in texts["head"]
    finding = Finding.objects.first()
    assert finding.text in texts["board"]
    assert finding.text not in texts["head"]
    for receipt in signed.receipts.all():
        assert receipt.digest == hashlib.sha256(receipt.text.encode()).hexdigest()


def test_the_text_does_not_depend_on_the_reader_language(delivered):
    from django.utils import translation

    chinese = receipts.receipt_text(delivered, Side.BOARD)
    with translation.override("en"):
        assert receipts.receipt_text(delivered, Side.BOARD) == chinese


@pytest.mark.parametrize("who", ["liaison", "office", "leader", "other_secretary", "division", "leadinggroup"])
def test_nobody_else_signs(delivered, who, request):
    with pytest.raises(Refused):
        sign(delivered, Side.HEAD, request.getfixturevalue(who))


def test_a_receipt_is_signed_once(delivered, secretary):
    sign(delivered, Side.HEAD, secretary)
    with pytest.raises(IllegalStep):
        sign(delivered, Side.HEAD, secretary)


def test_nothing_is_signed_before_the_delivery(fed_back, secretary):
    with pytest.raises(Refused):
        sign(fed_back, Side.HEAD, secretary)


def test_nothing_is_signed_for_a_day_before_the_delivery(delivered, secretary):
    with pytest.raises(ValidationError):
        sign(delivered, Side.HEAD, secretary, on=date(2026, 8, 31))


def test_a_feedback_cannot_change_under_the_signature(signed, office):
    with pytest.raises(IllegalStep):
        feed_back(signed, Side.HEAD, office)


@pytest.mark.django_db(transaction=True)
def test_both_sides_signed_at_once_leave_one_plan_owed(delivered, secretary):
    """The two transactions cannot see each other's receipt; the lock lets the second count both."""
    seen = [HandOver.objects.get(pk=delivered.pk) for _side in Side]
    before_one_row(delivered, *[partial(sign, row, side, secretary) for row, side in zip(seen, Side, strict=True)])
    assert Receipt.objects.count() == 2
    assert HandOver.objects.get().status == HandOver.Status.AWAITING_PLAN
    assert Obligation.objects.filter(node=duties.FILE_PLAN).count() == 1


def test_a_printed_receipt_has_a_place_to_sign_and_a_place_to_seal(client, signed, office):
    client.force_login(office)
    page = client.get(f"/receipts/{signed.receipts.first().pk}/").content.decode()
    assert "签收人（签字）：" in page
    assert "被巡察党组织（盖章）：" in page
