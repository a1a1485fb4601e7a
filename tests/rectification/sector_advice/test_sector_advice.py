"""移交职能部门建议: a department receipts and answers advice by a day; the office accepts or returns the answer."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.models import Notice
from core.registers.register import steps_of
from core.registers.services import correct, enter
from core.reports.figures import figures
from core.workflow.moves import IllegalStep
from core.worklist import duties as worklist
from rectification import duties
from rectification.models import AdvisedItem, SectorAdvice
from rectification.sector_advice.registers import ADVICE
from rectification.sector_advice.services import (
    accept_answer,
    answer_advice,
    receipt_advice,
    record_answer,
    record_receipt,
    return_answer,
)
from rounds.models import Obligation
from tests.core.api.conftest import ApiClient
from tests.factories import fresh

TODAY, SENT, DUE = date(2026, 11, 23), date(2026, 11, 2), date(2026, 12, 2)


@pytest.fixture
def sent(office, cooperating, item):
    given = {
        "body": cooperating.body,
        "number": "巡建函〔2026〕3号",
        "title": "三资管理专项整治",
        "text": "建议在全市开展专项整治",
        "sent_on": SENT,
        "answer_due_on": DUE,
        "inspection": item.hand_over.inspection,
        "items": [item],
    }
    return enter(ADVICE, by=office, **given)


@pytest.fixture
def answered(sent, cooperating):
    return answer_advice(sent, by=cooperating, handling="已开展专项整治，发现并整改问题12个", used="修订制度2项")


def owed(*nodes):
    return sorted(Obligation.objects.open().filter(node__in=nodes).values_list("node", "due_on"))


def value(key, as_of):
    return figures[key].compute(as_of, None, None)


class TestSending:
    def test_the_department_owes_receipt_and_answer_and_is_told(self, sent, cooperating):
        assert owed(duties.ANSWER_ADVICE, duties.RECEIPT_ADVICE) == [
            ("answer_advice", DUE),
            ("receipt_advice", date(2026, 11, 5)),
        ]
        assert Notice.objects.filter(recipient=cooperating, kind="advice").count() == 1
        titles = [duty.title for duty in worklist.duties_of(fresh(cooperating))]
        assert "签收移交建议巡建函〔2026〕3号" in titles

    def test_findings_are_of_the_inspection_that_is_named(self, sent, office, cooperating, other_item):
        with pytest.raises(ValidationError, match="items"):
            correct(sent, by=office, items=[other_item])
        correct(sent, by=office, items=[other_item], inspection=None)

    def test_void_advice_owes_nothing(self, sent, office):
        steps_of(ADVICE)[-1].service(sent, by=office, reason="重复登记")
        assert owed(duties.ANSWER_ADVICE, duties.RECEIPT_ADVICE) == []
        assert value("advice_sent", DUE) == 0

    def test_the_department_is_not_told_of_the_inspection(self, sent, cooperating, office, browse, organization):
        theirs, ours = browse(cooperating), browse(office)
        for address in (sent.get_absolute_url(), "/sector-advice/"):
            assert organization.name in ours.get(address).text
            page = theirs.get(address)
            assert sent.number in page.text
            assert organization.name not in page.text
        assert not AdvisedItem.objects.visible_to(cooperating).exists()
        assert AdvisedItem.objects.visible_to(office).count() == 1

    @pytest.mark.parametrize("who", ["discipline", "secretary", "liaison", "leader", "division"])
    def test_nobody_else_sees_it(self, sent, who, request, browse):
        assert browse(request.getfixturevalue(who)).get(sent.get_absolute_url()).status_code in (403, 404)


class TestAnswering:
    def test_a_receipt_is_given_here_or_recorded_from_paper(self, sent, cooperating, office):
        receipt_advice(sent, by=cooperating)
        assert (sent.receipted_by, sent.receipted_on) == (cooperating, TODAY)
        assert owed(duties.RECEIPT_ADVICE) == []
        with pytest.raises(Refused):
            record_receipt(sent, by=office, on=TODAY, document="回执")

    def test_an_answer_lies_with_the_office_for_a_decision(self, answered, office):
        assert owed(duties.ANSWER_ADVICE, duties.RECEIPT_ADVICE) == []
        assert owed(duties.DECIDE_ADVICE) == [("decide_advice", date(2026, 11, 30))]
        assert any("审定移交建议" in duty.title for duty in worklist.duties_of(fresh(office)))
        assert Notice.objects.filter(recipient=office, kind="advice.answered").count() == 1

    def test_an_accepted_one_counts_from_that_day(self, answered, office, cooperating):
        assert [value("advice_sent", SENT), value("advice_answered", TODAY)] == [1, 0]
        accept_answer(answered, by=office)
        assert [value("advice_answered", date(2026, 11, 22)), value("advice_answered", TODAY)] == [0, 1]
        assert owed(duties.DECIDE_ADVICE) == []
        with pytest.raises(Refused):
            answer_advice(answered, by=cooperating, handling="再答")

    def test_a_returned_one_is_owed_anew_and_keeps_what_it_said(self, answered, office, cooperating, browse):
        with pytest.raises(ValidationError, match="reason"):
            return_answer(answered, by=office, reason=" ", due_on=date(2026, 12, 20))
        with pytest.raises(ValidationError, match="due_on"):
            return_answer(answered, by=office, reason="请补充", due_on=date(2026, 11, 1))
        return_answer(answered, by=office, reason="请补充整治成效", due_on=date(2026, 12, 20))
        assert owed(duties.ANSWER_ADVICE, duties.DECIDE_ADVICE) == [("answer_advice", date(2026, 12, 20))]
        form = browse(cooperating).get(f"{answered.get_absolute_url()}answer/").text
        assert "已开展专项整治" in form
        answer_advice(answered, by=cooperating, handling="补充如下")
        accept_answer(answered, by=office)
        assert value("advice_answered", TODAY) == 1

    def test_a_paper_has_its_day(self, sent, office):
        with pytest.raises(ValidationError, match="on"):
            record_answer(sent, by=office, on=date(2026, 11, 1), handling="已整治")
        record_answer(sent, by=office, on=date(2026, 11, 20), handling="已整治")
        assert sent.answered_on == date(2026, 11, 20)

    def test_it_is_answered_once(self, answered, cooperating):
        with pytest.raises(Refused):
            answer_advice(answered, by=cooperating, handling="再答")

    @pytest.mark.parametrize("who", ["discipline", "office", "secretary", "leadinggroup"])
    def test_nobody_answers_for_another_department(self, sent, who, request):
        with pytest.raises(Refused):
            answer_advice(sent, by=request.getfixturevalue(who), handling="已整治")

    @pytest.mark.parametrize("who", ["cooperating", "leadinggroup"])
    def test_only_the_office_decides(self, answered, who, request):
        with pytest.raises(Refused):
            accept_answer(answered, by=request.getfixturevalue(who))

    def test_without_an_answer_there_is_nothing_to_decide(self, sent, office):
        with pytest.raises((Refused, IllegalStep)):
            accept_answer(sent, by=office)


class TestPagesAndApi:
    def test_what_is_late_is_listed(self, sent, browse, office, clock):
        clock.set("2026-12-03 10:00")
        assert sent.number in browse(office).get("/sector-advice/?overdue=true").text
        assert sent.number not in browse(office).get("/sector-advice/?overdue=false").text

    def test_the_departments_own_system_answers(self, sent, cooperating, office):
        client = ApiClient(cooperating)
        [row] = client.read("sector-advice/").json()["results"]
        assert "inspection" not in row
        assert client.write(f"sector-advice/{sent.pk}/receipt/").status_code == 200
        assert client.write(f"sector-advice/{sent.pk}/answer/", {"handling": "已整治"}).status_code == 200
        assert ApiClient(office).write(f"sector-advice/{sent.pk}/accept-answer/").status_code == 200
        assert SectorAdvice.objects.get().accepted_on == TODAY
