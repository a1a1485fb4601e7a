"""The ladder of five letters: step by step, receipted, answered, as the paper that goes out."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from docx import Document

from core.access.reach import Refused
from core.registers.register import steps_of
from core.registers.services import correct, enter
from core.reports.figures import figures
from core.workflow.moves import IllegalStep
from rectification.letters.registers import LETTERS
from rectification.letters.services import answer_letter, receipt_letter, record_answer, record_receipt
from rectification.models import LADDER, Letter, LetterKind
from rounds.models import FormerName, Obligation
from tests.core.api.conftest import ApiClient

DAY, DUE, FINAL = date(2026, 11, 2), date(2026, 11, 27), date(2026, 12, 20)


@pytest.fixture(autouse=True)
def _november(clock):
    clock.set("2026-11-23 10:00")


def issue(office, inspection, kind=LetterKind.SUPERVISION, **facts):
    given = {
        "kind": kind,
        "organization": inspection.organization,
        "inspection": inspection,
        "number": f"{kind}〔2026〕1号",
        "issued_on": DAY,
        "answer_due_on": DUE,
        "text": "请抓紧整改",
    }
    if kind == LetterKind.WARNING:
        given["final_on"] = FINAL
    return enter(LETTERS, by=office, **(given | facts))


def owed():
    return set(Obligation.objects.open().values_list("node", flat=True))


def test_a_letter_makes_its_organization_owe_a_receipt_and_an_answer(office, inspection, secretary, liaison):
    letter = issue(office, inspection)
    assert owed() == {"receipt_letter", "answer_letter"}
    receipt_letter(letter, by=liaison)
    assert (letter.receipted_on, letter.receipted_by, letter.receipt_document) == (date(2026, 11, 23), liaison, "")
    assert owed() == {"answer_letter"}
    answer_letter(letter, by=secretary, answer="已整改")
    assert owed() == set()


def test_an_answer_is_a_receipt_as_well(office, inspection, secretary):
    letter = issue(office, inspection)
    answer_letter(letter, by=secretary, answer="已整改")
    assert owed() == set()
    with pytest.raises(Refused):
        receipt_letter(letter, by=secretary)


def test_the_office_records_a_receipt_on_paper_with_its_document(office, inspection, secretary):
    letter = issue(office, inspection)
    for wrong in ({"on": date(2026, 11, 1), "document": "回执"}, {"on": DAY, "document": " "}):
        with pytest.raises(ValidationError):
            record_receipt(letter, by=office, **wrong)
    letter.refresh_from_db()
    record_receipt(letter, by=office, on=DAY, document="签收回执")
    assert letter.is_receipted_on_paper
    assert owed() == {"answer_letter"}


def test_nobody_receipts_for_another_side(office, inspection, leadinggroup, division, other_secretary, leader):
    letter = issue(office, inspection)
    for user in (office, leadinggroup, division, other_secretary, leader):
        with pytest.raises(Refused):
            receipt_letter(letter, by=user)
    with pytest.raises(Refused):
        record_receipt(letter, by=leadinggroup, on=DAY, document="回执")


def test_what_was_receipted_reads_as_it_was_receipted_and_may_still_be_made_void(office, inspection, liaison):
    letter = issue(office, inspection)
    correct(letter, by=office, text="请于本月整改")
    receipt_letter(letter, by=liaison)
    with pytest.raises(Refused):
        correct(letter, by=office, text="请于下月整改")
    steps_of(LETTERS)[-1].service(letter, by=office, reason="发错单位")
    assert letter.is_void
    assert owed() == set()
    assert not Obligation.objects.exists()
    with pytest.raises((IllegalStep, Refused)):
        record_answer(letter, by=office, answer="已整改", on=DAY)


def test_a_higher_letter_follows_the_one_below_it(office, inspection, other_inspection):
    issue(office, other_inspection, number="别的")
    for kind in LADDER[1:]:
        with pytest.raises(ValidationError, match="skipped_why"):
            issue(office, inspection, kind)
    for kind in LADDER:
        issue(office, inspection, kind)
    assert Letter.objects.of_ladder().count() == len(LADDER) + 1


def test_a_step_is_left_out_with_a_reason_only(office, inspection):
    letter = issue(office, inspection, LetterKind.WARNING, skipped_why="性质严重，经领导小组研究直接告诫")
    assert letter.final_on == FINAL


def test_a_void_letter_is_no_step(office, inspection):
    steps_of(LETTERS)[-1].service(issue(office, inspection), by=office, reason="有误")
    with pytest.raises(ValidationError, match="skipped_why"):
        issue(office, inspection, LetterKind.GUIDANCE)


def test_a_letter_of_warning_names_its_final_day_and_no_other_does(office, inspection):
    for kind, final in ((LetterKind.WARNING, None), (LetterKind.WARNING, date(2026, 11, 1)), (LADDER[0], FINAL)):
        with pytest.raises(ValidationError, match="final_on"):
            issue(office, inspection, kind, final_on=final, skipped_why="直接发函")
    with pytest.raises(ValidationError, match="inspection"):
        enter(
            LETTERS,
            by=office,
            kind=LetterKind.SUPERVISION,
            organization=inspection.organization,
            inspection=None,
            number="巡督〔2026〕2号",
            issued_on=DAY,
            answer_due_on=DUE,
            text="请抓紧整改",
        )


def test_a_letter_of_warning_moves_no_day_of_an_item(office, item, inspection):
    before = item.due_on
    issue(office, item.hand_over.inspection, LetterKind.WARNING, skipped_why="直接告诫")
    item.refresh_from_db()
    assert item.due_on == before
    assert Obligation.objects.on(item).get(node="rectify_item").due_on == before


def test_figures_count_each_kind_and_suggestions_alone(office, inspection):
    issue(office, inspection)
    issue(office, inspection, LetterKind.SUGGESTION)
    names = ("suggestion_letters", "letters_of_supervision", "letters_of_guidance")
    assert [figures[name].compute(DUE, None, None) for name in names] == [1, 1, 0]


def test_the_paper_says_what_the_letter_says(browse, office, liaison, inspection, settings):
    settings.OFFICE_NAME = "市委巡察办"
    letter = issue(office, inspection, number="巡督[2026]1号")
    answer = browse(liaison).get(reverse("rectification:letter_document", args=[letter.pk]))
    assert "attachment" in answer["Content-Disposition"]
    assert "docx" in answer["Content-Disposition"]
    told = [line.text for line in Document(io.BytesIO(b"".join(answer.streaming_content))).paragraphs if line.text]
    organization = inspection.organization.name
    assert told == [
        "巡督〔2026〕1号",
        "巡察整改督办通知书",
        f"{organization}：",
        "请抓紧整改",
        "市委巡察办",
        "2026年11月2日",
    ]


def test_the_paper_calls_an_organization_as_it_was_called_then(browse, office, inspection):
    letter = issue(office, inspection)
    for name, until in (("市粮食局党组", date(2026, 11, 10)), ("市供销社党组", date(2020, 1, 1))):
        FormerName.objects.create(organization=inspection.organization, name=name, until_on=until)
    answer = browse(office).get(reverse("rectification:letter_document", args=[letter.pk]))
    assert "市粮食局党组：" in [
        line.text for line in Document(io.BytesIO(b"".join(answer.streaming_content))).paragraphs
    ]


def test_the_paper_goes_to_nobody_else(browse, office, inspection, other_secretary, leader):
    letter = issue(office, inspection)
    address = reverse("rectification:letter_document", args=[letter.pk])
    assert [browse(user).get(address).status_code for user in (other_secretary, leader)] == [404, 404]
    steps_of(LETTERS)[-1].service(letter, by=office, reason="有误")
    assert browse(office).get(address).status_code == 404


def test_it_is_receipted_over_the_api(office, inspection, liaison):
    letter = issue(office, inspection)
    client = ApiClient(liaison)
    assert client.write(f"letters/{letter.pk}/receipt/", {}).status_code == 200
    row = client.read(f"letters/{letter.pk}/").json()
    assert (row["kind"], row["receipted_on"], row["final_on"]) == ("supervision", "2026-11-23", None)
    assert len(client.read("letters/?kind=supervision").json()["results"]) == 1
    assert client.read("letters/?kind=suggestion").json()["results"] == []
