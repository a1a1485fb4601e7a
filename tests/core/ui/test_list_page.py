"""Lists: filters, columns, order, pages, fragments and the workbook of what is shown."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.factories import OrganizationFactory

LIST = "/gallery/list/"
REGION = {"HX-Request": "true", "HX-Target": "list-region"}


@pytest.fixture
def reader(gallery, client, office):
    client.force_login(office)
    return client


def names(response):
    return [str(row.record) for row in response.context["table"].paginated_rows]


def test_a_list_shows_its_first_page_and_how_many_there_are(reader, organizations):
    response = reader.get(LIST)
    assert len(names(response)) == 50
    assert "共 120 条" in response.content.decode()


def test_a_script_gets_only_the_region_it_asks_for(reader, organizations):
    region = reader.get(LIST, headers=REGION).content.decode()
    assert "<html" not in region
    assert "data-filters" not in region
    whole = reader.get(LIST, headers={"HX-Request": "true", "HX-Target": "list"}).content.decode()
    assert "<html" not in whole
    assert "data-filters" in whole


MORE_SET = [("", False), ("created_before=", False), ("created_before=2026-11-01", True)]


@pytest.mark.parametrize(("query", "is_open"), MORE_SET)
def test_the_fold_of_more_filters_is_open_when_one_of_them_is_set(reader, organizations, query, is_open):
    assert reader.get(f"{LIST}?{query}").context["filterset"].more_set is is_open


def test_going_back_gets_the_whole_page(reader, organizations):
    response = reader.get(LIST, headers={**REGION, "HX-History-Restore-Request": "true"})
    assert "<html" in response.content.decode()
    assert "HX-Request" in response.headers["Vary"]


def test_a_filter_narrows_the_list_and_shows_as_a_chip_that_takes_it_off(reader, organizations):
    response = reader.get(LIST, {"name": "第1局", "sort": "-name", "page": "9"})
    assert names(response) == ["市第1局党组"]
    content = response.content.decode()
    assert 'class="chip" href="?sort=-name"' in content


def test_a_range_shows_as_one_chip(reader, organizations):
    response = reader.get(LIST, {"created_after": "2020-01-01", "created_before": "2099-01-01"})
    assert [chip.value for chip in response.context["chips"]] == ["2020-01-01 – 2099-01-01"]


def test_no_match_says_so_and_no_row_at_all_says_what_to_do(reader, db):
    assert "从各单位的台账导入" in reader.get(LIST).content.decode()
    assert "没有符合条件的记录" in reader.get(LIST, {"name": "无"}).content.decode()


def test_a_filter_that_cannot_be_read_leaves_the_others_in_force_and_says_so(reader, organizations):
    response = reader.get(LIST, {"name": "第1局", "created_after": "0202-01-01", "level": "none"})
    assert names(response) == ["市第1局党组"]
    assert [chip.value for chip in response.context["chips"]] == ["第1局"]
    assert [chip.label for chip in response.context["filterset"].left_aside] == ["层级", "登记日期"]
    content = response.content.decode()
    assert 'id="id_created_error">请填写1900年至2200年之间的日期。</p>' in content
    assert "未按“登记日期”筛选：" in content
    assert 'class="chip chip-wrong" href="?name=%E7%AC%AC1%E5%B1%80&amp;level=none"' in content


def test_no_row_beside_a_filter_that_cannot_be_read_is_not_called_an_empty_list(reader, db):
    content = reader.get(LIST, {"level": "none"}, headers=REGION).content.decode()
    assert "没有符合条件的记录" in content
    assert "未按“层级”筛选：" in content
    assert "从各单位的台账导入" not in content


def test_the_columns_are_chosen_in_the_address(reader, organizations):
    response = reader.get(LIST, {"columns": ["name", "amount"]})
    assert response.context["table"].shown == ["name", "amount"]
    assert reader.get(LIST, {"columns": "name,level"}).context["table"].shown == ["name", "level"]
    assert "amount" not in reader.get(LIST).context["table"].shown


def test_nobody_can_ask_for_more_than_the_cap(reader, organizations):
    OrganizationFactory.create_batch(100)
    assert len(names(reader.get(LIST, {"per_page": "100000"}))) == 200
    assert len(names(reader.get(LIST, {"per_page": "nonsense"}))) == 50


def test_rows_that_sort_alike_are_on_exactly_one_page(reader, organizations):
    pages = [reader.get(LIST, {"sort": "district", "page": page}) for page in (1, 2, 3)]
    seen = [name for page in pages for name in names(page)]
    assert len(seen) == len(set(seen)) == 120


@pytest.mark.parametrize("rows", [1, 50])
def test_a_list_costs_one_count_and_one_page(reader, rows, django_assert_num_queries):
    OrganizationFactory.create_batch(rows)
    reader.get(LIST)
    with django_assert_num_queries(FRAME + 2):
        reader.get(LIST)


FRAME = 1  # the account with what it reaches


def test_the_workbook_has_the_rows_and_columns_of_the_page(reader, organizations):
    response = reader.get(LIST, {"name": "局党组", "columns": "name,level,remark", "sort": "-name", "export": "xlsx"})
    assert "filename*=utf-8''" in response.headers["Content-Disposition"]
    sheet = load_workbook(BytesIO(response.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "被巡察党组织"
    assert rows[2] == ("名称", "层级", "主要问题")
    assert len(rows) == 3 + 119
    assert rows[3][0] == "市第9局党组"


def test_a_stranger_is_led_to_the_sign_in_page(gallery, client, db):
    assert client.get(LIST).url == f"/login/?next={LIST}"
    assert client.get(LIST, headers=REGION).headers["HX-Refresh"] == "true"


def test_several_choices_are_ticked_in_a_box_and_shown_as_one_chip(reader, organizations):
    response = reader.get(LIST, {"district": ["市直", "临原区"]})
    assert [chip.value for chip in response.context["chips"]] == ["市直、临原区"]
    assert 'type="checkbox" name="district" value="市直" checked' in response.content.decode()
