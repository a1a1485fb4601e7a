"""Views of lists: saved under a name, opened by one click, changed, removed; and what a list no longer knows."""

from functools import partial
from urllib.parse import quote

import pytest
from django.http import QueryDict

from core.models import SavedView
from core.ui.saved.opening import ALL, ASKS, SHOWN
from core.ui.saved.services import MOST, change_view, save_view
from core.ui.views.list import ListPage
from core.workflow.moves import IllegalStep
from personnel.models import User
from tests.at_once import before_one_row
from tests.guards.routes import every_route

LIST = "/gallery/list/"
NAME = "gallery_list"
NARROWED = "level=county&sort=-name&columns=name&columns=amount&per_page=20"


@pytest.fixture
def reader(gallery, client, office):
    client.force_login(office)
    return client


@pytest.fixture
def saved(office, db):
    """`saved("逾期", …)`: a view of the gallery's list."""
    return lambda name, query=NARROWED, **told: save_view(NAME, query, name=name, by=told.pop("by", office), **told)


def views_at(place, name=NAME):
    return f"/views/{name}/?at={quote(place, safe='')}"


def query_of(address):
    return dict(QueryDict(address.partition("?")[2]).lists())


def shown_by(view):
    return query_of(f"?{view.query}") | {SHOWN: [str(view.pk)]}


class TestSaving:
    def test_it_keeps_filters_columns_order_and_rows_to_a_page(self, reader, organizations):
        answer = reader.post(views_at(f"{LIST}?{NARROWED}&page=3"), {"name": "县级"})
        view = SavedView.objects.get()
        assert answer.url == f"{LIST}?{ASKS}={view.pk}"
        assert query_of(f"?{view.query}") == query_of(f"?{NARROWED}")
        assert (view.name, view.list_name, view.is_default) == ("县级", NAME, False)

    def test_it_keeps_nothing_that_the_list_does_not_know(self, reader):
        foreign = "&next=//elsewhere.example&export=xlsx&view=7&saved=8&page=2&columns=tick&columns=secret&sort=secret"
        reader.post(views_at(f"{LIST}?name=甲{foreign}&per_page=99999999999"), {"name": "甲"})
        assert query_of(f"?{SavedView.objects.get().query}") == {"name": ["甲"], "per_page": ["200"]}

    def test_a_filter_that_cannot_be_read_is_not_saved(self, reader):
        reader.post(views_at(f"{LIST}?level=none&created_after=0202-01-01&name=甲"), {"name": "甲"})
        assert query_of(f"?{SavedView.objects.get().query}") == {"name": ["甲"]}

    def test_a_name_is_taken_once_for_a_list_and_what_was_typed_is_kept(self, reader, saved):
        saved("县级")
        content = reader.post(views_at(LIST), {"name": "县级"}).content.decode()
        assert "此列表已有同名视图。" in content
        assert 'value="县级"' in content
        assert SavedView.objects.count() == 1

    @pytest.mark.parametrize("name", ["", "  ", "长" * 31, "a\0b"])
    def test_a_name_that_is_none_is_refused_at_its_field(self, reader, name):
        answer = reader.post(views_at(LIST), {"name": name})
        assert "name" in answer.context["form"].errors
        assert not SavedView.objects.exists()

    def test_markup_in_a_name_is_text(self, reader, saved):
        saved("<script>x(1)</script>")
        content = reader.get(views_at(LIST)).content.decode()
        assert "<script>x(1)" not in content
        assert "&lt;script&gt;x(1)" in content

    def test_so_many_and_no_more(self, reader, saved, office, leadinggroup):
        for number in range(MOST):
            saved(f"视图{number}")
        assert "请先删除一个" in reader.post(views_at(LIST), {"name": "再一个"}).content.decode()
        assert SavedView.objects.count() == MOST
        save_view("rounds:rounds", "", name="另一列表", by=office)
        saved("别人", by=leadinggroup)

    @pytest.mark.django_db(transaction=True)
    def test_two_at_once_are_not_one_too_many(self, saved, office):
        for number in range(MOST - 1):
            saved(f"视图{number}")

        def one_more(name):
            try:
                saved(name)
            except IllegalStep:
                return "refused"

        assert (
            before_one_row(SavedView.objects.first(), *(partial(one_more, name) for name in "甲乙")).count("refused")
            == 1
        )
        assert SavedView.objects.count() == MOST

    def test_what_is_too_long_is_refused_in_words(self, reader):
        answer = reader.post(views_at(f"{LIST}?name={'a' * 2001}"), {"name": "长"})
        assert "筛选条件过长" in answer.content.decode()
        assert not SavedView.objects.exists()

    @pytest.mark.parametrize(
        "place",
        [
            "//elsewhere.example/gallery/list/",
            "https://elsewhere.example/gallery/list/",
            "/gallery/form/",
            "/inbox/",
            "/nowhere/",
            "javascript:x(1)",
            f"{LIST}\0",
            f"{LIST}?name={'a' * 9000}",
        ],
    )
    def test_an_address_that_is_not_that_of_the_list_is_none(self, reader, place):
        assert reader.post(views_at(place), {"name": "甲"}).status_code in (400, 404)
        assert not SavedView.objects.exists()

    def test_who_may_not_open_the_list_saves_no_view_of_it(self, client, secretary):
        client.force_login(secretary)
        assert client.post(views_at("/trail/", "trail"), {"name": "甲"}).status_code == 403
        assert client.get(views_at("/trail/", "trail")).status_code == 403


class TestOpening:
    def test_one_click_opens_it_as_it_was(self, reader, organizations, saved):
        view = saved("县级")
        answer = reader.get(LIST, {ASKS: view.pk})
        assert answer.url.startswith(f"{LIST}?")
        assert query_of(answer.url) == shown_by(view)
        table = reader.get(answer.url).context["table"]
        assert (table.shown, table.paginator.per_page, str(table.order_by[0])) == (["name", "amount"], 20, "-name")

    def test_one_that_holds_nothing_shows_the_list_as_it_is(self, reader, saved):
        view = saved("全部", "")
        assert reader.get(LIST, {ASKS: view.pk}).url == f"{LIST}?{SHOWN}={view.pk}"
        assert reader.get(LIST, {SHOWN: view.pk}).status_code == 200

    def test_what_the_list_no_longer_has_is_left_out_and_said(self, reader, saved):
        view = saved("旧", "name=%E7%94%B2&gone=1&columns=name&columns=gone&sort=gone")
        answer = reader.get(LIST, {ASKS: view.pk}, follow=True)
        assert query_of(answer.redirect_chain[-1][0]) == {"name": ["甲"], "columns": ["name"], SHOWN: [str(view.pk)]}
        assert "视图“旧”中有本列表已没有的筛选条件、显示列或排序，已略去。" in answer.content.decode()

    def test_a_filter_that_cannot_be_read_any_more_says_so_and_the_others_hold(self, reader, organizations, saved):
        view = saved("旧", "name=%E7%AC%AC1%E5%B1%80&level=abolished")
        answer = reader.get(LIST, {ASKS: view.pk}, follow=True)
        assert "未按“层级”筛选：" in answer.content.decode()
        assert answer.context["table"].paginator.count == 1

    @pytest.mark.parametrize("query", ["&&==%%%&;", "=1+1", "name=%00", "%FF%FE=%FF", "columns=" + "a," * 900])
    def test_a_query_that_is_nonsense_opens_what_is_left(self, reader, saved, query):
        SavedView.objects.filter(pk=(view := saved("坏")).pk).update(query=query)
        assert reader.get(LIST, {ASKS: view.pk}, follow=True).status_code in (200, 400)

    def test_anothers_and_another_lists_are_not_there(self, reader, saved, office, leadinggroup):
        theirs = saved("别人的", by=leadinggroup)
        elsewhere = save_view("inbox", "", name="别处", by=office)
        for view in (theirs, elsewhere):
            assert reader.get(LIST, {ASKS: view.pk}).status_code == 404
        assert reader.get(LIST, {ASKS: 10**17}).status_code == 404

    @pytest.mark.parametrize("asked", ["", "x", "-1", "１２", "9" * 19, "1;drop"])
    def test_a_key_that_is_none_asks_for_nothing(self, reader, organizations, asked):
        assert reader.get(LIST, {ASKS: asked}).status_code == 200


class TestDefault:
    def test_a_list_opened_without_a_query_shows_it(self, reader, saved):
        view = saved("县级", is_default=True)
        assert query_of(reader.get(LIST).url) == shown_by(view)
        assert reader.get(LIST, {"name": "甲"}).status_code == 200

    def test_the_whole_list_is_one_click_away(self, reader, organizations, saved):
        saved("县级", is_default=True)
        content = reader.get(LIST, {"level": "county"}).content.decode()
        assert content.count(f'href="{LIST}?{SHOWN}={ALL}"') == 2  # the last chip taken off, and all of them
        assert len(reader.get(LIST, {SHOWN: ALL}).context["chips"]) == 0

    def test_only_its_owner_and_only_that_list_open_with_it(self, reader, client, saved, leadinggroup, organizations):
        saved("县级", is_default=True, by=leadinggroup)
        assert reader.get(LIST).status_code == 200
        client.force_login(leadinggroup)
        assert client.get(LIST).status_code == 302
        assert client.get("/inbox/").status_code == 200

    def test_a_region_that_a_script_asks_for_is_not_the_default(self, reader, organizations, saved):
        saved("县级", is_default=True)
        region = {"HX-Request": "true", "HX-Target": "list-region"}
        assert reader.get(LIST, headers=region).status_code == 200

    def test_there_is_one_at_most(self, saved, office):
        first, second = saved("一", is_default=True), saved("二", is_default=True)
        assert list(SavedView.objects.filter(is_default=True)) == [second]
        change_view(first, name="一", is_default=True, by=office)
        assert list(SavedView.objects.filter(is_default=True)) == [first]

    def test_the_account_comes_with_what_its_lists_open_with(self, saved, office, django_assert_num_queries):
        saved("一", is_default=True)
        saved("二")
        with django_assert_num_queries(1):
            assert User.of_session(office.pk).default_views == {NAME}

    def test_a_list_without_one_costs_no_statement_more(self, reader, organizations, saved, django_assert_num_queries):
        saved("县级")
        reader.get(LIST)
        with django_assert_num_queries(3):  # the account, the count, the page
            reader.get(LIST)


class TestBesideTheList:
    def test_the_list_offers_them_once_they_are_asked_for(self, reader, organizations, saved):
        view = saved("县级", is_default=True)
        content = reader.get(LIST, {"level": "county", SHOWN: view.pk}).content.decode()
        assert "县级</a>" not in content
        address = views_at(f"{LIST}?level=county&{SHOWN}={view.pk}")
        part = reader.get(address, headers={"HX-Request": "true", "HX-Target": "saved-views"}).content.decode()
        assert "<html" not in part
        assert f'href="{LIST}?{ASKS}={view.pk}" aria-current="true">县级' in part

    def test_they_are_a_page_where_no_script_runs(self, reader, saved):
        saved("县级")
        content = reader.get(views_at(LIST)).content.decode()
        assert "<html" in content
        assert f'<a href="{LIST}">被巡察党组织</a>' in content
        assert ">县级" in content

    def test_they_are_told_without_the_address_the_list_is_shown_at(self, client, office, db):
        client.force_login(office)
        assert client.get("/views/inbox/").status_code == 200
        for nothing in ("nowhere", "rounds:round", "rectification:items_of", "login"):
            assert client.get(f"/views/{nothing}/").status_code == 404

    def test_a_view_is_renamed_and_made_the_default(self, reader, saved):
        view = saved("县级")
        address = f"/views/{view.pk}/change/?at={quote(LIST + '?name=甲', safe='')}"
        assert "改存为" in reader.get(address).content.decode()
        assert reader.post(address, {"name": "县区级", "is_default": "on"}).url == f"{LIST}?name=%E7%94%B2"
        view.refresh_from_db()
        assert (view.name, view.is_default, view.query) == ("县区级", True, NARROWED)

    def test_it_takes_in_what_the_list_shows_now(self, reader, saved):
        view = saved("县级")
        address = f"/views/{view.pk}/change/?at={quote(LIST + '?name=甲', safe='')}"
        assert reader.post(address, {"name": "甲", "takes_in": "on"}).url == f"{LIST}?{ASKS}={view.pk}"
        view.refresh_from_db()
        assert query_of(f"?{view.query}") == {"name": ["甲"]}

    def test_beside_another_list_it_takes_in_nothing(self, reader, saved):
        view = saved("县级")
        reader.post(f"/views/{view.pk}/change/?at=/inbox/", {"name": "甲", "takes_in": "on"})
        view.refresh_from_db()
        assert (view.name, view.query) == ("甲", NARROWED)

    def test_a_name_that_another_has_is_refused_at_its_field(self, reader, saved):
        saved("一")
        view = saved("二")
        answer = reader.post(f"/views/{view.pk}/change/", {"name": "一"})
        assert answer.context["form"].errors["name"] == ["此列表已有同名视图。"]

    def test_it_is_removed_and_one_is_back_at_the_list(self, reader, saved):
        view = saved("县级")
        answer = reader.post(f"/views/{view.pk}/remove/?at={quote(LIST + '?name=甲', safe='')}")
        assert answer.url == f"{LIST}?name=%E7%94%B2"
        assert not SavedView.objects.exists()

    @pytest.mark.parametrize("place", ["//elsewhere.example/", "https://elsewhere.example/gallery/list/", "/inbox/"])
    def test_it_leads_nowhere_else(self, reader, saved, place):
        view = saved("县级")
        assert reader.post(f"/views/{view.pk}/remove/?at={quote(place, safe='')}").url == "/"

    def test_anothers_is_neither_changed_nor_removed(self, reader, saved, leadinggroup):
        theirs = saved("别人的", by=leadinggroup)
        assert reader.get(f"/views/{theirs.pk}/change/").status_code == 404
        assert reader.post(f"/views/{theirs.pk}/change/", {"name": "我的"}).status_code == 404
        assert reader.post(f"/views/{theirs.pk}/remove/").status_code == 404
        assert SavedView.objects.get().name == "别人的"
        assert "别人的" not in reader.get(views_at(LIST)).content.decode()


def test_no_filter_or_column_has_a_name_that_asks_for_a_view():
    lists = [
        route.view for route in every_route() if isinstance(route.view, type) and issubclass(route.view, ListPage)
    ]
    filters = {name for view in lists if view.filter_class for name in view.filter_class.base_filters}
    assert lists
    assert not filters & {ASKS, SHOWN, "sort", "columns", "per_page", "page", "export"}
