"""A ledger of leads is never taken for another, however its columns are called."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import ProgrammingError
from django.urls import reverse
from openpyxl import load_workbook

from core.ledgers.marks import MarkedFile
from core.models import LedgerUpload
from findings.models import Finding, LeadLedgerAccess
from tests import ledgers
from tests.ledgers import fill

pytestmark = pytest.mark.usefixtures("organizations")

# As another system exports leads: with the columns of a ledger of findings, no number and no receiving body.
EXPORTED = {
    "届次": "5",
    "年度": "2026",
    "轮次": "18",
    "巡察组": "第1组",
    "被巡察单位": ledgers.ORGANIZATIONS[0],
    "被反映人姓名": "某甲",
    "被反映人职务": "科长",
    "被反应人级别": "正科",
    "具体问题": "违规收受礼金",
    "六项纪律": "廉洁纪律",
    "一级分类": "全面从严治党责任落实",
    "二级分类": "财务管理",
}
PLAIN = {key: value for key, value in EXPORTED.items() if "反" not in key and key != "六项纪律"}


def book(row, title=(), name="问题清单"):
    rows = [list(title), list(row), list(row.values())] if title else [list(row), list(row.values())]
    return ledgers.sheet_of(rows, name)


def named(content, name):
    content.name = name
    return content


@pytest.mark.parametrize("by", ["office", "handler"])
def test_leads_as_another_system_exports_them_are_not_findings(look, request, by):
    with pytest.raises(MarkedFile, match=r"被反映人.*线索编号"):
        look(ledgers.as_file(book(EXPORTED)), by=request.getfixturevalue(by))


def test_the_same_columns_without_persons_are_findings(look):
    assert len(look(ledgers.as_file(book(PLAIN)), round=18).good) == 1


@pytest.mark.parametrize(
    "file",
    [
        book(PLAIN, title=["关于某甲涉嫌违纪的问题清单"]),
        book(PLAIN, title=["机 密★1年"]),
        book(PLAIN, title=["秘密 ★ 1年"]),
        book(PLAIN | {"六项\n纪律": "廉洁纪律"}),
        book(PLAIN | {"被反应人": "某甲"}),
        book(PLAIN, name="问题线索"),
    ],
)
def test_a_word_of_persons_or_secrecy_above_the_rows_is_enough(look, file):
    with pytest.raises(MarkedFile):
        look(ledgers.as_file(file))


WORDS = [
    *("线索", "線索", "綫索", "涉嫌", "六項紀律", "機密", "问题线索", "被反映人", "被反應人"),
    *("举报人", "舉報人", "被举报人姓名", "被舉報人", "检举人", "被检举人", "控告人", "被控告人", "反映人", "信访人"),
    *(
        "信访件",
        "信訪件",
        "信访举报",
        "信訪舉報",
        "信 访 举 报 件",
        "匿名信",
        "匿名举报",
        "实名举报",
        "检举",
        "檢舉",
        "控告",
    ),
    *("检举控告", "群众来信", "来信来访", "信访登记", "举报材料"),
]
"""By which a ledger of leads calls itself."""
NO_WORDS = [
    *("市信访局党组", "信访工作情况", "反映问题", "反映人居环境整治", "信访人次", "举报电话：12388", "信访渠道"),
    *("群众反映", "反映人民意见", "市委信访工作联席会议办公室", "密切联系群众", "举报平台"),
]
"""What a ledger of findings may well say of itself."""


@pytest.mark.parametrize("word", WORDS)
def test_a_ledger_of_leads_is_known_by_its_words(look, word):
    marked = [
        ledgers.as_file(book(PLAIN, title=[f"第十八轮{word}"])),
        ledgers.as_file(book(PLAIN, name=word)),
        ledgers.as_file(book(PLAIN | {word: "…"})),
        named(ledgers.as_file(book(PLAIN)), f"第十八轮{word}.xlsx"),
    ]
    for file in marked:
        with pytest.raises(MarkedFile):
            look(file, round=18)


@pytest.mark.parametrize("word", NO_WORDS)
def test_other_words_make_none_of_it(look, word):
    plain = [
        ledgers.as_file(book(PLAIN, title=[word])),
        ledgers.as_file(book(PLAIN, name=word.replace("：", ""))),
        named(ledgers.as_file(book(PLAIN)), f"{word}.xlsx"),
        ledgers.as_file(book(PLAIN | {"具体问题": f"信访举报渠道不畅，{WORDS[0]}处置不力，控告人未答复"})),
    ]
    assert all(look(file, round=18).good for file in plain)


def test_the_mark_is_told_as_it_is_written(look):
    with pytest.raises(MarkedFile, match="舉報人"):
        look(ledgers.as_file(book(PLAIN | {"舉報人": "…"})))


def test_a_sheet_beside_the_findings_tells_too(look):
    file = book(PLAIN)
    file.create_sheet("附表").append(["被反映人", "内容"])
    with pytest.raises(MarkedFile):
        look(ledgers.as_file(file))


def test_what_a_finding_says_is_no_mark(look):
    assert look(ledgers.as_file(book(PLAIN | {"具体问题": "对群众反映的线索处置不力"})), round=18).good


def test_an_upload_refused_so_is_not_kept_and_leaves_a_trace(browse, office):
    file = SimpleUploadedFile("清单.xlsx", ledgers.as_file(book(EXPORTED)).getvalue())
    page = browse(office).post(reverse("imports"), {"file": file})
    assert "被反映人" in page.content.decode()
    assert "某甲" not in page.content.decode()
    assert not LedgerUpload.objects.exists()
    assert not Finding.objects.exists()
    assert LeadLedgerAccess.objects.get().kind == LeadLedgerAccess.Kind.REFUSED


def test_an_upload_by_whoever_may_not_import_leads_leaves_a_trace(browse, office):
    file = SimpleUploadedFile("清单.xlsx", ledgers.leads().getvalue())
    browse(office).post(reverse("imports"), {"file": file})
    access = LeadLedgerAccess.objects.get()
    assert (access.user, access.kind, access.upload) == (office, LeadLedgerAccess.Kind.REFUSED, "")


def test_every_look_at_a_ledger_of_leads_leaves_a_trace(browse, handler):
    file = SimpleUploadedFile("清单.xlsx", ledgers.leads().getvalue())
    client = browse(handler)
    url = client.post(reverse("imports"), {"file": file}).url
    client.get(url)
    client.get(reverse("import-refused", args=[LedgerUpload.objects.get().pk]))
    Kind = LeadLedgerAccess.Kind
    assert [access.kind for access in LeadLedgerAccess.objects.order_by("pk")][:2] == [Kind.UPLOAD, Kind.PREVIEW]
    assert {access.upload for access in LeadLedgerAccess.objects.all()} == {str(LedgerUpload.objects.get().pk)}


def test_the_trace_of_a_look_is_not_changed(handler):
    access = LeadLedgerAccess.objects.create(user=handler, kind=LeadLedgerAccess.Kind.UPLOAD)
    with pytest.raises(ProgrammingError, match="permission denied"):
        LeadLedgerAccess.objects.filter(pk=access.pk).update(kind="preview")


def lay(tmp_path, content, name="清单.xlsx"):
    (tmp_path / name).write_bytes(content)
    return str(tmp_path / name)


UNREADABLE = {
    "named": ("第十八轮线索台账.xlsx", b"no workbook"),
    "old": ("涉嫌违纪清单.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    "headed": ("清单.xlsx", ledgers.as_file(ledgers.sheet_of([["被反映人", "内容"], ["某甲", "…"]])).getvalue()),
    "sheet": ("清单.xlsx", ledgers.as_file(ledgers.sheet_of([["姓名"], ["某甲"]], "问题线索")).getvalue()),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_marked_file_that_cannot_be_read_leaves_a_trace_by_page_and_by_command(browse, office, tmp_path, case):
    name, content = UNREADABLE[case]
    browse(office).post(reverse("imports"), {"file": SimpleUploadedFile(name, content)})
    assert [access.kind for access in LeadLedgerAccess.objects.all()] == ["refused"]
    with pytest.raises(CommandError):
        call_command("import_ledger", lay(tmp_path, content, name), "--by", office.username)
    assert [(access.user, access.kind) for access in LeadLedgerAccess.objects.all()] == [(office, "refused")] * 2


def test_an_unmarked_file_that_cannot_be_read_leaves_none(browse, office):
    browse(office).post(reverse("imports"), {"file": SimpleUploadedFile("问题清单.xlsx", b"no workbook")})
    assert not LeadLedgerAccess.objects.exists()


def test_leads_beside_another_ledger_leave_a_trace(browse, office):
    file = load_workbook(ledgers.leads())
    fill(file.create_sheet("名录"), [["党组织名称", "类别", "层级"], ["市一局党组", "市直部门", "市级"]])
    browse(office).post(
        reverse("imports"), {"file": SimpleUploadedFile("清单.xlsx", ledgers.as_file(file).getvalue())}
    )
    assert [access.kind for access in LeadLedgerAccess.objects.all()] == ["refused"]


def test_what_a_hidden_sheet_is_about_marks_the_file(look):
    file = book(PLAIN)
    fill(file.create_sheet("附表"), [["被反映人", "内容"]])
    file["附表"].sheet_state = "hidden"
    with pytest.raises(MarkedFile):
        look(ledgers.as_file(file))


def test_the_command_leaves_the_trace_of_a_refusal_and_of_a_look(office, handler, tmp_path):
    path = lay(tmp_path, ledgers.leads().getvalue())
    with pytest.raises(CommandError):
        call_command("import_ledger", path, "--by", office.username)
    call_command("import_ledger", path, "--by", handler.username)
    call_command("import_ledger", path, "--commit", "--by", handler.username)
    call_command("import_ledger", path, "--commit", "--by", handler.username)  # every row is there already
    told = [(access.user, access.kind) for access in LeadLedgerAccess.objects.order_by("pk")]
    assert told == [(office, "refused"), *[(handler, "preview")] * 3]
