"""Cells: what they read, how they are dressed, and what a workbook gets of them."""

import re
from datetime import date
from decimal import Decimal

import pytest

from core.ui import tables
from rounds.models import Inspection, Organization
from tests.factories import InspectionFactory, OrganizationFactory


class Inspections(tables.Table):
    number = tables.LinkColumn(accessor="pk", linkify=lambda record: f"/i/{record.pk}/")
    organization = tables.Column(accessor="organization__name")
    level = tables.Column(accessor="organization__level")
    status = tables.StatusColumn()
    entered_on = tables.DateColumn()
    left_on = tables.DateColumn()
    secretary = tables.Column(accessor="organization__secretary")
    shouted = tables.Column(accessor="organization__name", orderable=False)

    def render_shouted(self, value, record):
        return f"{value}！{record.pk}"

    def value_shouted(self, value):
        return value * 2


CELL = re.compile("<td.*?</td>", re.DOTALL)


def content(cell: str) -> str:
    return re.sub("</?t[dr][^>]*>", "", cell)


@pytest.fixture
def cells(db):
    """The cells of one inspection by the name of their column."""
    organization = OrganizationFactory(name="市财政局党组", level=Organization.Level.COUNTY, secretary="")
    row = InspectionFactory(organization=organization, entered_on=date(2026, 3, 2))
    table = Inspections(Inspection.objects.select_related("organization"))
    [markup] = list(table.written_rows())
    [plain] = list(table.export_rows())
    names = [column.name for column in table.columns]
    return row, dict(zip(names, CELL.findall(markup), strict=True)), dict(zip(names, plain, strict=True))


def test_a_cell_has_the_kind_and_label_of_its_column_its_content_and_address(cells):
    row, shown, _plain = cells
    assert shown["number"] == f'<td class="cell-link" data-label="Number"><a href="/i/{row.pk}/">{row.pk}</a></td>'
    assert shown["organization"].endswith(">市财政局党组</td>")


def test_choices_are_shown_in_words_on_this_row_and_on_the_related_one(cells):
    _row, shown, plain = cells
    assert content(shown["level"]) == plain["level"] == "县级"
    assert "进驻中" in shown["status"]
    assert plain["status"] == "进驻中"


def test_a_date_is_written_as_tables_do_and_stays_a_date_in_the_workbook(cells):
    _row, shown, plain = cells
    assert content(shown["entered_on"]) == "2026-03-02"
    assert plain["entered_on"] == date(2026, 3, 2)


def test_nothing_is_a_dash_on_the_page_and_nothing_in_the_workbook(cells):
    _row, shown, plain = cells
    assert content(shown["left_on"]) == content(shown["secretary"]) == "—"
    assert plain["left_on"] is plain["secretary"] is None


def test_a_table_may_render_and_export_a_column_its_own_way(cells):
    row, shown, plain = cells
    assert content(shown["shouted"]) == f"市财政局党组！{row.pk}"
    assert plain["shouted"] == "市财政局党组市财政局党组"


def test_sums_are_shown_in_ten_thousands_and_exported_in_yuan():
    class Sums(tables.Table):
        sum = tables.MoneyColumn()

    table = Sums([{"sum": Decimal("125000.00")}, {"sum": None}])
    assert [content(markup) for markup in table.written_rows()] == ["12.50", "—"]
    assert [row[0] for row in table.export_rows()] == [Decimal("125000.00"), None]


def test_what_a_user_typed_is_text_on_the_page(gallery, client, office):
    OrganizationFactory(name='<img src=x onerror="alert(1)">')
    client.force_login(office)
    content = client.get("/gallery/list/").content.decode()
    assert "<img src=x" not in content
    assert "&lt;img src=x" in content


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("短", '<span class="clamp">短</span>'),
        ("长" * 41, f'<span class="clamp" title="{"长" * 41}">{"长" * 41}</span>'),
        (
            '"><b>' * 10,
            f'<span class="clamp" title="{"&quot;&gt;&lt;b&gt;" * 10}">{"&quot;&gt;&lt;b&gt;" * 10}</span>',
        ),
        (1234.5, '<span class="clamp">1234.5</span>'),
    ],
)
def test_a_long_text_is_cut_and_whole_on_hover_and_always_text(value, shown):
    class Texts(tables.Table):
        text = tables.TextColumn()

    [markup] = Texts([{"text": value}]).written_rows()
    assert content(markup) == shown


def test_where_a_cell_leads_is_no_markup():
    class Links(tables.Table):
        name = tables.LinkColumn(linkify=lambda record: '/?q="><script>')

    [markup] = Links([{"name": "甲"}]).written_rows()
    assert content(markup) == '<a href="/?q=&quot;&gt;&lt;script&gt;">甲</a>'


def test_on_a_phone_a_cell_names_the_unit_that_stands_in_the_heading(db):
    class Sums(tables.Table):
        pk = tables.MoneyColumn(verbose_name="款")

    OrganizationFactory()
    [row] = Sums(Organization.objects.all()).written_rows()
    assert 'data-label="款（万元）"' in row
