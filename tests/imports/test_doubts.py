"""What is in doubt about a ledger is told before anything is saved, and saved only when it was confirmed."""

import io
import re
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.ledgers.running import Unconfirmed
from rounds.models import Organization
from tests.ledgers import as_file, sheet_of

pytestmark = pytest.mark.django_db

HEADER = ["党组织名称", "类别", "层级", "是否撤销", "备注", "联系人"]
DOUBT = "未使用、但可能是日期、状态或金额的列：D“是否撤销”"


@pytest.fixture
def ledger():
    """A register with a column that may hold a state, and a hidden row."""
    book = sheet_of([HEADER, ["市一局党组", "市直部门", "市级", "否", None, "某甲"]], "名录")
    book.active.row_dimensions[2].hidden = True
    return as_file(book)


@pytest.fixture
def path(ledger, tmp_path):
    """Where it lies."""
    (tmp_path / "名录.xlsx").write_bytes(ledger.getvalue())
    return str(tmp_path / "名录.xlsx")


def said(*args):
    out = StringIO()
    call_command("import_ledger", *args, stdout=out)
    return out.getvalue()


def test_doubts_are_saved_only_when_confirmed(take_in, ledger):
    with pytest.raises(Unconfirmed):
        take_in(ledger)
    assert take_in(ledger, confirmed=True).saved == 1


def test_the_command_tells_everything_and_asks_for_confirmation(path):
    words = said(path)
    assert f"? 工作表“名录”：{DOUBT}" in words
    assert "· 工作表“名录”：未使用的列：F“联系人”" in words
    assert "? 工作表“名录”：隐藏的行也已读入：2" in words
    with pytest.raises(CommandError, match="--confirm"):
        said(path, "--commit")
    assert not Organization.objects.exists()
    assert "已保存1行" in said(path, "--commit", "--confirm")


def test_the_page_tells_it_and_asks_for_a_tick(browse, office, ledger):
    client = browse(office)
    answer = client.post(reverse("imports"), {"file": SimpleUploadedFile("名录.xlsx", ledger.getvalue())})
    page = client.get(answer.url).content.decode()
    assert DOUBT in page
    assert 'name="confirmed"' in page
    seen = re.search(r'name="fingerprint" value="(\w+)"', page)[1]
    client.post(answer.url, {"do": "all", "fingerprint": seen})
    assert "理解无误" in client.get(answer.url).content.decode()
    assert not Organization.objects.exists()
    client.post(answer.url, {"do": "all", "fingerprint": seen, "confirmed": "on"})
    assert Organization.objects.get().name == "市一局党组"


@pytest.mark.parametrize("hide", ["row", "column", "hidden", "veryHidden"])
def test_whatever_is_hidden_is_confirmed_before_it_is_saved(take_in, hide):
    book = sheet_of([HEADER[:3], ["市一局党组", "市直部门", "市级"]], "名录")
    if hide == "row":
        book.active.row_dimensions[2].hidden = True
    elif hide == "column":
        book.active.column_dimensions["B"].hidden = True
    else:
        book.create_sheet("附页").append(["往年"])
        book["附页"].sheet_state = hide
    with pytest.raises(Unconfirmed) as refusal:
        take_in(as_file(book))
    assert any("隐藏" in remark.text for _sheet, remark in refusal.value.plan.remarks)
    assert take_in(as_file(book), confirmed=True).saved == 1


def test_a_hidden_sheet_that_holds_nothing_is_no_doubt(take_in):
    book = sheet_of([HEADER[:3], ["市一局党组", "市直部门", "市级"]], "名录")
    book.create_sheet("空").sheet_state = "hidden"
    assert take_in(as_file(book)).saved == 1


def test_a_hidden_row_that_goes_on_with_a_finding_is_told_too(look, organizations):
    header = ["被巡察党组织", "轮次", "巡察组", "一级分类", "二级分类", "问题描述", "整改措施"]
    row = ["市第1局党组", "第十八轮", "一组", "甲类", "乙类", "问题", "约谈"]
    book = sheet_of([header, row, [None] * 6 + ["修订制度"]], "台账")
    book.active.row_dimensions[3].hidden = True
    assert look(as_file(book)).is_in_doubt


def test_a_ledger_without_doubts_asks_for_no_tick(browse, office):
    client = browse(office)
    content = as_file(sheet_of([HEADER[:3], ["市一局党组", "市直部门", "市级"]])).getvalue()
    answer = client.post(reverse("imports"), {"file": SimpleUploadedFile("名录.xlsx", io.BytesIO(content).read())})
    assert 'name="confirmed"' not in client.get(answer.url).content.decode()


def test_the_preview_shows_what_a_text_was_taken_for(browse, office, organizations):
    header = ["被巡察党组织", "轮次", "巡察组", "一级分类", "二级分类", "问题描述", "整改时限", "挽回损失（元）"]
    row = ["市第1局党组", "第十八轮", "一组", "甲类", "乙类", "问题", "2027年2月底", "1.5万元"]
    other = [*row[:5], "另一问题", "2027-02-26", "1,500"]
    content = as_file(sheet_of([header, row, other])).getvalue()
    client = browse(office)
    answer = client.post(reverse("imports"), {"file": SimpleUploadedFile("台账.xlsx", content)})
    page = client.get(answer.url).content.decode()
    assert "2027年2月底 → 2027-02-28" in page
    assert "1.5万元 → 15000.00" in page
    assert "1,500 →" not in page
    assert "第十八轮 → 18" in page
