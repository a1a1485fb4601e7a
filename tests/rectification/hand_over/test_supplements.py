"""Numbered supplements: what was signed for stays, a correction gets a number and a receipt of its own."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.models import Notice
from core.workflow.moves import IllegalStep, move
from core.worklist import duties as worklist
from rectification import duties
from rectification.models import HandOver, Receipt, Side, Supplement
from rectification.supplements.services import (
    issue_supplement,
    record_paper_supplement,
    sign_supplement,
    supplement_text,
)
from rounds.models import Obligation
from tests.factories import PASSWORD
from tests.rectification.conftest import evidence, sign

PAPER = {"on": date(2026, 11, 23), "signer_name": "王立新", "signer_post": "党组书记"}


def issue(hand_over, by, side=Side.BOARD, text="第1个问题的份数以核对后为准。", reason="统计有误"):
    return issue_supplement(hand_over, by=by, side=side, text=text, reason=reason)


@pytest.fixture
def supplement(signed, office):
    return issue(signed, office)


def test_supplements_are_numbered_and_leave_what_was_signed(signed, office):
    before = list(signed.receipts.values_list("side", "text", "digest"))
    first, second = issue(signed, office), issue(signed, office, side=Side.HEAD)
    assert (first.number, second.number) == (1, 2)
    assert list(signed.receipts.values_list("side", "text", "digest")) == before


def test_nothing_is_supplemented_before_its_feedback_is_signed_for(delivered, office, secretary):
    sign(delivered, Side.HEAD, secretary)
    with pytest.raises(IllegalStep, match="尚未签收"):
        issue(delivered, office)
    assert issue(delivered, office, side=Side.HEAD).number == 1


def test_nor_once_the_hand_over_is_closed(all_closed, office):
    move(all_closed, HandOver.Status.CLOSED, by=office, closed_on=date(2026, 11, 1))
    with pytest.raises(IllegalStep):
        issue(all_closed, office)


@pytest.mark.parametrize("field", ["text", "reason"])
def test_text_and_reason_are_required(signed, office, field):
    with pytest.raises(ValidationError) as refusal:
        issue(signed, office, **{field: " "})
    assert field in refusal.value.error_dict


@pytest.mark.parametrize("who", ["secretary", "liaison", "leader", "leadinggroup", "division"])
def test_only_the_office_issues_one(signed, who, request):
    with pytest.raises(Refused):
        issue(signed, request.getfixturevalue(who))


def test_its_receipt_is_a_duty_of_its_own(supplement, secretary):
    owed = Obligation.objects.on(supplement).get(node=duties.SIGN_SUPPLEMENT)
    assert (owed.due_on, owed.met_on) == (date(2026, 11, 26), None)
    assert any("第1号补充反馈" in duty.title for duty in worklist.duties_of(secretary))
    assert Notice.objects.filter(recipient=secretary, kind="supplement.issued").count() == 1
    receipt = sign_supplement(supplement, by=secretary, typed_name=secretary.name)
    owed.refresh_from_db()
    assert owed.met_on == receipt.signed_on == date(2026, 11, 23)
    assert not any("第1号补充反馈" in duty.title for duty in worklist.duties_of(secretary))


def test_exactly_its_text_is_kept_with_the_digests(supplement, secretary):
    receipt = sign_supplement(supplement, by=secretary, typed_name=secretary.name)
    assert receipt.text == supplement_text(supplement)
    assert "第1号补充反馈" in receipt.text
    assert "补充原因：统计有误" in receipt.text
    assert receipt.is_as_signed


def test_it_is_receipted_once_here_or_on_paper(supplement, secretary, office):
    record_paper_supplement(supplement, by=office, files=[evidence()], **PAPER)
    with pytest.raises(IllegalStep):
        sign_supplement(supplement, by=secretary, typed_name=secretary.name)
    with pytest.raises(IllegalStep):
        record_paper_supplement(supplement, by=office, files=[evidence()], **PAPER)
    assert Receipt.objects.get(supplement=supplement).is_on_paper


@pytest.mark.parametrize("who", ["liaison", "office", "other_secretary", "leader"])
def test_nobody_but_its_secretary_signs(supplement, who, request):
    user = request.getfixturevalue(who)
    with pytest.raises(Refused):
        sign_supplement(supplement, by=user, typed_name=user.name)


def test_the_double_receipt_is_not_held_up_by_it(delivered, office, secretary):
    sign(delivered, Side.HEAD, secretary)
    supplement = issue(delivered, office, side=Side.HEAD)
    sign_supplement(supplement, by=secretary, typed_name=secretary.name)
    assert HandOver.objects.get().status == HandOver.Status.AWAITING_RECEIPT
    sign(delivered, Side.BOARD, secretary)
    assert HandOver.objects.get().status == HandOver.Status.AWAITING_PLAN


def test_the_pages_lead_from_the_hand_over_to_the_signature(signed, office, secretary, browse):
    sent = {"side": "board", "text": "更正如下", "reason": "统计有误"}
    page = browse(office).post(f"/hand-overs/{signed.pk}/supplements/", sent, follow=True)
    assert "第1号补充反馈" in page.text
    supplement = Supplement.objects.get()
    client = browse(secretary)
    assert "更正如下" in client.get(signed.get_absolute_url()).text
    typed = {"typed_name": secretary.name, "password": PASSWORD}
    page = client.post(f"/supplements/{supplement.pk}/sign/", typed, follow=True)
    assert "系统签收（键入姓名）" in page.text
    assert client.get(f"/receipts/{supplement.receipt.pk}/").status_code == 200


def test_a_stranger_sees_nothing_of_it(supplement, other_secretary, browse):
    assert browse(other_secretary).get(supplement.get_absolute_url()).status_code == 404
