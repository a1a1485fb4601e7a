"""A row whose record is there already is not refused: the preview says so, and what it says otherwise, old and new."""

from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from core.access.roles import Role
from core.models import LedgerUpload
from findings.models import Lead
from personnel.models import Person, Pool, PoolMembership
from rectification.models import Item
from rounds.models import Organization
from tests import ledgers
from tests.factories import UserFactory
from tests.imports.test_people import person_row

pytestmark = pytest.mark.usefixtures("organizations")

REGISTER = ["党组织名称", "类别", "层级", "党组织书记"]


def register(*secretaries):
    """A register of the first organizations, each with this secretary."""
    names = ledgers.ORGANIZATIONS
    rows = [[names[number], "市直部门", "市级", secretary] for number, secretary in enumerate(secretaries)]
    return ledgers.as_file(ledgers.sheet_of([REGISTER, *rows], "名录"))


@pytest.fixture
def known(organizations):
    Organization.objects.update(category="市直部门", level="city", secretary="某甲")


def told(rows):
    return [(row.number, [str(each) for each in row.differences]) for row in rows]


def test_a_row_that_says_nothing_new_is_neither_good_nor_refused(look, known):
    plan = look(register("某甲", "某甲"))
    assert (len(plan.good), len(plan.standing), plan.refused, plan.passed_by) == (0, 2, [], [])
    assert plan.creations == []


def test_a_row_that_differs_is_told_and_stays(take_in, known):
    outcome = take_in(register("某甲", "某乙"), skip=False)
    assert (outcome.saved, told(outcome.plan.passed_by)) == (0, [(3, ["党组织书记：某甲 → 某乙"])])
    assert not Organization.objects.filter(secretary="某乙").exists()


def test_an_update_takes_it_over_and_leaves_the_others(take_in, known):
    outcome = take_in(register("某甲", "某乙"), skip=False, update=True)
    assert (outcome.saved, len(outcome.plan.standing)) == (1, 1)
    assert told(outcome.plan.updates) == [(3, ["党组织书记：某甲 → 某乙"])]
    assert Organization.objects.get(secretary="某乙").name == ledgers.ORGANIZATIONS[1]


def test_a_blank_cell_overwrites_nothing(look, known):
    plan = look(register("某甲", None), update=True)
    assert len(plan.standing) == 2


def test_a_preview_is_no_longer_the_one_seen_when_what_is_there_changes(look, known):
    before = look(register("某乙"), update=True).fingerprint()
    Organization.objects.filter(name=ledgers.ORGANIZATIONS[0]).update(secretary="某丙")
    assert look(register("某乙"), update=True).fingerprint() != before


def uploaded(client, file, **said):
    sent = SimpleUploadedFile("台账.xlsx", file.getvalue())
    return client.post(reverse("imports"), {"file": sent, **said}, follow=True)


def test_the_page_shows_old_and_new_and_the_result_counts_what_stays(browse, office, known):
    client = browse(office)
    page = uploaded(client, register("某甲", "某乙"), update="on")
    assert [str(tile.value) for tile in page.context["tiles"]] == ["1", "1", "0"]
    words = page.content.decode()
    assert "将更新的内容" in words
    assert "某乙" in words.split("将更新的内容")[1].split("</table>")[0]
    upload = LedgerUpload.objects.get()
    said = {"do": "all", "fingerprint": page.context["fingerprint"]}
    done = client.post(reverse("import", args=[upload.pk]), said, follow=True)
    assert [str(tile.value) for tile in done.context["tiles"]] == ["1", "1", "0"]


def test_the_page_does_not_call_what_is_there_already_good(browse, office, known):
    header, row = [*REGISTER], [ledgers.ORGANIZATIONS[0], "市直部门", "市级", "某甲"]
    file = ledgers.as_file(ledgers.sheet_of([header, row, ["市新局党组", *row[1:]]], "名录"))
    words = uploaded(browse(office), file).content.decode()
    assert "已有的保持不变" in words
    assert "全部行合格" not in words
    assert 'name="do" value="all"' in words


def test_the_page_says_that_nothing_is_to_be_saved(browse, office, known):
    page = uploaded(browse(office), register("某甲"))
    words = page.content.decode()
    assert "各行均已登记" in words
    assert 'name="do" value="all"' not in words
    assert "请修改文件后重新上传" not in words


def test_the_command_tells_both(known, tmp_path):
    path = tmp_path / "名录.xlsx"
    path.write_bytes(register("某甲", "某乙").getvalue())
    for arguments, line in (
        ([], "不作更新：党组织书记：某甲 → 某乙"),
        (["--update"], "将更新：党组织书记：某甲 → 某乙"),
    ):
        out = StringIO()
        call_command("import_ledger", str(path), *arguments, stdout=out)
        assert line in out.getvalue()
        assert f"合格{len(arguments)}行，已有{2 - len(arguments)}行，未通过0行" in out.getvalue()


def test_a_finding_that_went_on_outside_is_told_column_by_column(take_in, look):
    row = ledgers._flat_finding(0)
    header = ledgers.FLAT_HEADER.split()
    take_in(ledgers.as_file(ledgers.sheet_of([header, row])))
    later = dict(zip(header, row, strict=True)) | {
        "整改状态": "基本完成",
        "整改举措": "1.召开会议",
        "牵头领导": "某丁",
    }
    plan = look(ledgers.as_file(ledgers.sheet_of([header, list(later.values())])))
    assert told(plan.passed_by) == [
        (2, ["牵头领导：某丙 → 某丁", "整改状态：已完成 → 基本完成", "整改举措：召开会议；修订制度 → 召开会议"])
    ]
    assert Item.objects.get().leader == "某丙"


def test_a_number_with_another_text_is_another_finding_and_refused(take_in, look, causes):
    row = ledgers._flat_finding(0)
    header = ledgers.FLAT_HEADER.split()
    take_in(ledgers.as_file(ledgers.sheet_of([header, row])))
    row[5] = "另一个问题"
    assert [column for _row, column, _cause in causes(look(ledgers.as_file(ledgers.sheet_of([header, row]))))] == [
        "编号"
    ]


def test_a_number_that_stands_twice_is_named_also_where_the_inspection_takes_no_more(look, causes):
    row = ledgers._flat_finding(0)
    rows = [ledgers.FLAT_HEADER.split(), row, [*row[:1], "不存在的党组织", *row[2:5], "另一个问题", *row[6:]]]
    assert causes(look(ledgers.as_file(ledgers.sheet_of(rows, "甲")))) == [
        (3, "编号", "本文件中重复：与工作表“甲”第2行相同")
    ]


def test_of_a_lead_only_the_columns_that_differ_are_told(take_in, look):
    handler = UserFactory(roles=[Role.OFFICE, Role.LEAD_HANDLER])
    take_in(ledgers.leads(), by=handler)
    Lead.objects.filter(number="XS18-001").update(subject_post="副科长")
    plan = look(ledgers.leads(), by=handler)
    assert told(plan.passed_by) == [(4, ["职务"])]


def test_who_left_a_pool_stays_out_of_it(take_in, causes):
    take_in(person_row(), skip=False)
    PoolMembership.objects.update(left_on=date(2026, 5, 1))
    again = take_in(person_row(), skip=False)
    assert (again.saved, len(again.plan.standing)) == (0, 1)
    refused = take_in(person_row(入库时间=None))
    assert causes(refused.plan) == [(2, "入库时间", "已于2026-05-01出库；重新入库的，请填写出库之后的入库日期")]
    assert PoolMembership.objects.get().left_on == date(2026, 5, 1)


def test_who_left_a_pool_joins_it_anew_on_a_later_day(take_in):
    take_in(person_row(), skip=False)
    PoolMembership.objects.update(left_on=date(2026, 5, 1))
    assert take_in(person_row(入库时间=date(2026, 9, 1)), skip=False).saved == 1
    assert list(PoolMembership.objects.order_by("pk").values_list("left_on", flat=True)) == [date(2026, 5, 1), None]


def test_one_row_names_several_pools(take_in):
    file = person_row()
    sheet = ledgers.load_first(file)
    sheet["M1"], sheet["M2"] = "人才库", "组长库、专业人才库"
    take_in(ledgers.as_file(sheet.parent), skip=False)
    assert set(PoolMembership.objects.values_list("pool", flat=True)) == {Pool.LEADERS, Pool.SPECIALISTS}
    assert Person.objects.count() == 1
