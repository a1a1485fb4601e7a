"""The workbook of a long list: drawn by a worker, under what its reader may see, and fetched by nobody else."""

from io import BytesIO
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tables2.data import TableQuerysetData
from openpyxl import load_workbook

from core.access.roles import Role
from core.drawing.services import telling
from core.exports import services
from core.models import Access, ListExport, Notice
from core.tasks import draw_list_export, sweep_uploads, take_up
from core.trail.naming import Names
from core.ui import export
from tests.factories import OrganizationFactory, PersonFactory, RecusalFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "/organizations/?category=区直部门&columns=name,district&sort=-name&export=xlsx"


@pytest.fixture(autouse=True)
def city(clock, settings, tmp_path, monkeypatch):
    """Three organizations; a list of more than two rows is long."""
    settings.MEDIA_ROOT = tmp_path
    settings.EXPENSIVE_AT_ONCE = 2
    monkeypatch.setattr(export, "AT_ONCE", 2)
    clock.set("2026-11-23 00:30")
    return [OrganizationFactory(name=name, category="区直部门") for name in ("甲局", "乙局", "丙局")]


@pytest.fixture
def sent(monkeypatch):
    """The keys of the exports that a worker was sent for."""
    keys = []
    monkeypatch.setattr(draw_list_export, "delay", keys.append)
    return keys


@pytest.fixture
def ask(browse, sent, django_capture_on_commit_callbacks):
    """`ask(user)`: press the button of the list."""

    def asked(by, address=LIST):
        with django_capture_on_commit_callbacks(execute=True):
            return browse(by).get(address)

    return asked


@pytest.fixture
def drawn(ask, sent, office, django_capture_on_commit_callbacks):
    ask(office)
    with django_capture_on_commit_callbacks(execute=True):
        draw_list_export(sent[-1])
    return ListExport.objects.get()


def rows_of(answer) -> list[tuple]:
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    return [row for row in sheet.iter_rows(min_row=4, values_only=True) if any(row)]


def test_it_holds_the_rows_and_columns_of_the_list_in_its_order(drawn, office, browse):
    answer = browse(office).get(reverse("list_export_file", args=[drawn.pk]))
    assert quote("党组织_20261123.xlsx") in answer["Content-Disposition"]
    assert [row[0] for row in rows_of(answer)] == ["乙局", "甲局", "丙局"]


def test_its_rows_are_counted_and_not_loaded_to_be_counted(ask, sent, office, monkeypatch):
    monkeypatch.setattr(TableQuerysetData, "__len__", lambda self: pytest.fail("all rows are loaded"))
    ask(office)
    draw_list_export(sent[-1])
    assert ListExport.objects.get().is_ready


def test_who_asked_is_told_and_finds_it(drawn, office, browse):
    notice = Notice.objects.get(recipient=office)
    assert (notice.url, "党组织" in notice.subject) == (drawn.get_absolute_url(), True)
    page = browse(office).get(notice.url).text
    assert reverse("list_export_file", args=[drawn.pk]) in page
    assert 'hx-trigger="every' not in page


def test_the_button_leads_to_the_page_that_says_how_far_it_is(ask, sent, office, browse):
    answer = ask(office)
    made = ListExport.objects.get()
    assert (answer.status_code, answer.url, sent) == (302, made.get_absolute_url(), [made.pk])
    telling(made)(500, 5000)
    page = browse(office).get(answer.url).text
    assert 'value="500" max="5000"' in page
    assert 'hx-trigger="every' in page


def test_one_whose_worker_died_is_taken_up_by_the_next(ask, sent, office, clock):
    ask(office)
    clock.set("2026-11-23 00:31")
    take_up()
    assert ListExport.objects.get().is_ready


def test_the_worker_says_how_far_it_is(drawn, monkeypatch):
    told = []
    monkeypatch.setattr(export, "TOLD_EVERY", 1)
    services.EXPORT.write(drawn, BytesIO(), lambda *far: told.append(far))
    assert told == [(0, 3), (1, 3), (2, 3)]


def test_a_short_list_and_one_searched_for_at_length_are_drawn_at_once(browse, office):
    for query in ("words=甲局", f"x={'长' * 200}"):
        answer = browse(office).get(f"/organizations/?{query}&export=xlsx")
        assert answer["Content-Disposition"].startswith("attachment")
    assert not ListExport.objects.exists()


def test_asked_for_twice_meanwhile_it_is_one_work_and_no_more_than_the_budget_allows(ask, sent, office):
    assert ask(office).url == ask(office).url
    answers = [ask(office, f"/organizations/?per_page={number}&export=xlsx") for number in (20, 50)]
    assert [answer.status_code for answer in answers] == [302, 429]
    assert len(sent) == 2


def test_it_is_drawn_under_what_its_reader_sees_by_then(ask, sent, city, browse):
    reader = UserFactory(roles=[Role.OFFICE], person=PersonFactory())
    address = ask(reader).url
    RecusalFactory(person=reader.person, organization=city[0])
    draw_list_export(sent[-1])
    fetched = browse(reader).get(f"{address}file/")
    assert [row[0] for row in rows_of(fetched)] == ["乙局", "丙局"]
    RecusalFactory(person=reader.person, organization=city[1])
    assert browse(reader).get(f"{address}file/").status_code == 404


def test_whose_role_no_longer_opens_the_list_is_drawn_none(ask, sent, office):
    ask(office)
    office.grants.all().delete()
    with pytest.raises(Exception, match="角色"):
        draw_list_export(sent[-1])
    made = ListExport.objects.get()
    assert made.failure
    assert not made.file


def test_nobody_else_opens_or_fetches_it(drawn, leadinggroup, browse):
    for address in (drawn.get_absolute_url(), reverse("list_export_file", args=[drawn.pk])):
        assert browse(leadinggroup).get(address).status_code == 404


def test_fetching_leaves_a_trace_and_the_trail_no_words(drawn, office, browse):
    browse(office).get(reverse("list_export_file", args=[drawn.pk]))
    access = Access.objects.get(user=office)
    assert (access.kind, access.at) == (Access.Kind.EXPORT, timezone.now())
    assert not hasattr(ListExport.pgh_event_model, "query")


def test_the_trail_names_it_after_its_list(drawn):
    row = (ListExport, str(drawn.pk))
    assert Names([row]).with_kind(row) == "列表导出 党组织"


def test_expired_exports_go_with_their_files(drawn, clock, tmp_path, django_capture_on_commit_callbacks):
    [kept] = tmp_path.rglob("*.xlsx")
    clock.set("2026-12-01 09:00")
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_uploads()["workbook"] == 1
    assert not kept.exists()
