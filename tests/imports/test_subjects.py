"""The preview tells of every organization which round, team and day were understood, and from where."""

from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from tests import ledgers

pytestmark = pytest.mark.usefixtures("organizations")

HEADER = ["轮次", "巡察组", "被巡察党组织", "一级分类", "二级分类", "问题描述", "反馈日期"]
FIRST, SECOND, THIRD = ledgers.ORGANIZATIONS[:3]
DAY = date(2026, 9, 20)


def ledger(*rows):
    """A ledger of (organization, day of the feedback, more cells by their column's heading)."""
    plain = dict(zip(HEADER, ["第十八轮", "第一巡察组", FIRST, "甲类", "乙类", "问题", None], strict=True))
    told = [
        list((plain | {"被巡察党组织": name, "问题描述": f"问题{number}", "反馈日期": day} | more).values())
        for number, (name, day, more) in enumerate(rows, start=1)
    ]
    return ledgers.as_file(ledgers.sheet_of([HEADER, *told], "台账"))


@pytest.fixture
def three():
    """One organization told in columns, one without its day, one of which a row is refused; and an unknown one."""
    return ledger(
        (FIRST, DAY, {}),
        (SECOND, None, {}),
        (THIRD, DAY, {}),
        (THIRD, None, {"问题描述": None}),
        ("某未登记党组", None, {}),
    )


def test_every_organization_is_told_those_to_be_looked_at_first(look, three):
    told = [(subject.name, subject.amount, subject.is_plain) for subject in look(three).subjects]
    assert told == [
        (THIRD, "2行，其中有误1行", False),
        ("某未登记党组", "1行，其中有误1行", False),
        (SECOND, "1行", False),
        (FIRST, "1行", True),
    ]


def test_each_fact_says_from_where(look, three):
    facts = {subject.name: list(map(str, subject.facts)) for subject in look(three).subjects}
    place = ["轮次第十八轮（A列“轮次”）", "巡察组第一巡察组（B列“巡察组”）"]
    assert facts[FIRST] == [*place, "反馈日期2026-09-20（G列“反馈日期”）"]
    assert facts[SECOND] == [*place, "反馈日期未登记（台账导入）（未写明，留空，可事后补登）"]


def test_what_is_there_already_is_told_as_recorded(look, take_in, three):
    take_in(three)
    told = {subject.name: subject.facts[2] for subject in look(three).subjects}
    assert (told[FIRST].words, told[FIRST].source) == ("2026-09-20", "系统中已登记")
    assert not told[SECOND].is_told


def test_of_several_sheets_the_sheet_is_named(look):
    book = ledgers.load_first(ledger((FIRST, DAY, {}))).parent
    other = book.copy_worksheet(book.worksheets[0])
    other.title, other["C2"], other["F2"] = "续表", SECOND, "另一问题"
    sources = {subject.name: subject.facts[0].source for subject in look(ledgers.as_file(book)).subjects}
    assert sources == {FIRST: "工作表“台账”A列“轮次”", SECOND: "工作表“续表”A列“轮次”"}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_shows_it(browse, office, three, language):
    type(office).objects.filter(pk=office.pk).update(language=language)
    office.refresh_from_db()
    client = browse(office)
    answer = client.post(reverse("imports"), {"file": SimpleUploadedFile("台账.xlsx", three.getvalue())})
    page = client.get(answer.url)
    assert page.context["understood"].to_look_at == 3
    assert "反馈日期" in page.content.decode()
    assert page.content.decode().count("fact-source") == 4 * 3


def test_so_does_the_command(three, tmp_path):
    (tmp_path / "台账.xlsx").write_bytes(three.getvalue())
    out = StringIO()
    call_command("import_ledger", str(tmp_path / "台账.xlsx"), stdout=out)
    line = f"  · {FIRST}（1行）：轮次第十八轮（A列“轮次”）；巡察组第一巡察组（B列“巡察组”）；"
    assert f"{line}反馈日期2026-09-20（G列“反馈日期”）" in out.getvalue()
