"""The ledger of an organization goes out as a workbook, is filled in offline, and comes back by the same rules."""

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from rectification.closing.services import apply_close_out
from rectification.items.services import mark_measure_done, report_progress
from rectification.models import Item, Progress
from rectification.offline.drawing import draw
from tests.factories import TOLD
from tests.rectification.conftest import carry_out

FIRST = 3
"""The first row of the workbook below its headings."""
COLUMNS = {"key": 1, "kind": 2, "completion": 7, "progress": 8, "done_on": 9}


class Workbook:
    """What was downloaded, to be filled in."""

    def __init__(self, user):
        file = io.BytesIO()
        draw(file, user)
        file.seek(0)
        self.book = load_workbook(file)
        self.sheet = self.book.worksheets[0]

    def rows(self, kind="整改事项"):
        return [
            row for row in range(FIRST, self.sheet.max_row + 1) if self.sheet.cell(row, COLUMNS["kind"]).value == kind
        ]

    def fill(self, row, **cells):
        for name, value in cells.items():
            self.sheet.cell(row, COLUMNS[name]).value = value
        return self

    def content(self):
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()


@pytest.fixture
def workbook(rectifying, liaison):
    return Workbook(liaison)


@pytest.fixture
def send(browse, liaison):
    """`send(workbook)` uploads it and gives the client, the address and the page of the preview."""

    def send(workbook, by=liaison):
        client = browse(by)
        file = SimpleUploadedFile("填报.xlsx", workbook.content())
        answer = client.post(reverse("imports"), {"file": file})
        assert answer.status_code == 302, answer.content.decode()
        return client, answer.url, client.get(answer.url).content.decode()

    return send


def save(client, url, page):
    found = re.search(r'name="fingerprint" value="(\w+)"', page)[1]
    client.post(url, {"do": "all", "fingerprint": found})
    return client.get(url).content.decode()


def test_keys_are_hidden_and_only_what_is_filled_in_is_open(workbook):
    sheet = workbook.sheet
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    row, measure = workbook.rows()[0], workbook.rows("整改措施")[0]
    open_cells = {name for name, number in COLUMNS.items() if not sheet.cell(row, number).protection.locked}
    assert open_cells == {"completion", "progress"}
    assert not sheet.cell(measure, COLUMNS["done_on"]).protection.locked
    assert any(rule.type == "list" for rule in sheet.data_validations.dataValidation)
    assert "填表说明" in workbook.book.sheetnames


def test_old_and_new_are_shown_and_saved_as_on_the_page(workbook, send, rectifying, liaison):
    row, measure = workbook.rows()[0], workbook.rows("整改措施")[0]
    workbook.fill(row, completion="基本完成", progress="已修订制度").fill(measure, done_on=date(2026, 10, 20))
    client, url, page = send(workbook)
    for words in ("未完成", "基本完成", "已修订制度", "2026-10-20"):
        assert words in page
    assert not Progress.objects.exists()
    save(client, url, page)
    report = Progress.objects.get()
    assert (report.text, report.completion, report.reported_by) == ("已修订制度", Item.Completion.MOSTLY, liaison)
    assert report.item.completion == Item.Completion.MOSTLY
    assert [each.done_on for each in report.item.measures.exclude(done_on=None)] == [date(2026, 10, 20)]


def test_unchanged_nothing_is_saved(workbook, send):
    client, url, page = send(workbook)
    assert "未通过的行" in page
    save(client, url, page)
    assert not Progress.objects.exists()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"completion": "差不多", "progress": "做了"}, "差不多"),
        ({"completion": "已完成"}, "本次整改进展"),
        ({"progress": "做了", "key": "i.1.0:forged"}, "重新下载"),
        ({"progress": "做了", "done_on": date(2026, 10, 1)}, "措施落实日期"),
    ],
    ids=["wrong word", "no words", "forged key", "not of an item"],
)
def test_a_wrong_cell_is_refused_with_its_place_and_nothing_is_saved(workbook, send, cells, words):
    row = workbook.rows()[0]
    _client, _url, page = send(workbook.fill(row, **cells))
    assert words in page
    assert f">{row}</td>" in page
    assert not Progress.objects.exists()


def test_a_measure_is_not_done_on_a_day_to_come(workbook, send):
    _client, _url, page = send(workbook.fill(workbook.rows("整改措施")[0], done_on=date(2026, 11, 24)))
    assert "日期晚于今天" in page


def test_what_somebody_changed_meanwhile_is_shown_and_stays(workbook, send, rectifying, secretary):
    row = workbook.rows()[0]
    item = rectifying.items.order_by("number").first()
    report_progress(item, text="书记先报了", completion=Item.Completion.DONE, by=secretary)
    measure = item.measures.first()
    mark_measure_done(measure, by=secretary, on=date(2026, 10, 1))
    workbook.fill(row, completion="基本完成", progress="联络员后报")
    workbook.fill(workbook.rows("整改措施")[0], done_on=date(2026, 10, 9))
    _client, _url, page = send(workbook)
    assert "已完成" in page
    assert "2026-10-01" in page
    assert Progress.objects.count() == 1


def test_what_awaits_the_decision_is_not_reported_on(workbook, send, rectifying, liaison):
    item = rectifying.items.exclude(deadline_kind="lasting").order_by("number").first()
    carry_out(item, liaison)
    fresh = Workbook(liaison)
    apply_close_out(item, "已完成", by=liaison, **TOLD)
    row = next(row for row in fresh.rows() if fresh.sheet.cell(row, 4).value == str(item.number))
    _client, _url, page = send(fresh.fill(row, progress="再补一句"))
    assert "重新下载" in page or "不能填报" in page
    assert Progress.objects.count() == 1


def test_the_rows_of_another_organization_are_unknown(workbook, send, other_item, liaison):
    from rectification.offline.keys import key_of_item

    row = workbook.rows()[0]
    _client, _url, page = send(workbook.fill(row, key=key_of_item(other_item), progress="别人的"))
    assert "重新下载" in page
    assert other_item.finding.text not in page


def test_a_formula_is_no_value(workbook, send):
    row = workbook.rows()[0]
    _client, _url, page = send(workbook.fill(row, progress='=HYPERLINK("http://x","y")'))
    assert not Progress.objects.exists()
    assert "未通过的行" in page


def test_the_office_neither_downloads_nor_uploads_it(workbook, browse, office):
    assert browse(office).get(reverse("rectification:offline_ledger")).status_code == 403
    file = SimpleUploadedFile("填报.xlsx", workbook.content())
    assert browse(office).post(reverse("imports"), {"file": file}).status_code == 403


def test_the_liaison_imports_no_other_ledger(browse, liaison):
    page = browse(liaison).get(reverse("imports")).content.decode()
    assert "整改进展离线填报表" in page
    assert "问题台账" not in page


def test_the_list_leads_to_it(browse, liaison, rectifying):
    assert (
        reverse("rectification:offline_ledger") in browse(liaison).get(reverse("rectification:items")).content.decode()
    )
    answer = browse(liaison).get(reverse("rectification:offline_ledger"))
    assert answer["Content-Disposition"].startswith("attachment")
