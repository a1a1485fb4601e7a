"""The monthly workbook: asked for on a page, drawn by a worker, fetched by who asked for it."""

from datetime import date
from io import BytesIO
from urllib.parse import quote

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from openpyxl import load_workbook

from core.access import budget
from core.access.roles import Role
from core.drawing.services import telling
from core.models import Access, MonthlyReport, Notice
from core.monthly import services
from core.reports.sheets import Sheet, sheets
from core.tasks import draw_monthly_report, sweep_uploads
from core.trail.naming import row_at
from core.workbook.spec import WriterColumn
from rounds.models import Team
from tests.factories import PersonFactory, RecusalFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]
MONTH = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def monday(clock, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.EXPENSIVE_AT_ONCE = 3
    clock.set("2026-11-23 09:00")


@pytest.fixture
def sent(monkeypatch):
    """The keys of the reports that a worker was sent for."""
    keys = []
    monkeypatch.setattr(draw_monthly_report, "delay", keys.append)
    return keys


@pytest.fixture
def ask(browse, sent, django_capture_on_commit_callbacks):
    """`ask(user)`: ask for a month on the page."""

    def asked(by, month="2026-10", **ticks):
        sent = {"month": month} | ({"is_chosen": "True"} | ticks if ticks else {})
        with django_capture_on_commit_callbacks(execute=True):
            return browse(by).post(reverse("monthly_reports"), sent)

    return asked


@pytest.fixture
def drawn(ask, sent, office, django_capture_on_commit_callbacks):
    """A workbook of the office that a worker has drawn."""
    ask(office)
    with django_capture_on_commit_callbacks(execute=True):
        draw_monthly_report(sent[-1])
    return MonthlyReport.objects.get()


def test_who_asks_is_told_and_fetches_the_workbook_under_its_name(drawn, office, browse):
    page = browse(office).get(drawn.get_absolute_url()).text
    address = reverse("monthly_report_file", args=[drawn.pk])
    assert address in page
    assert 'hx-trigger="every' not in page
    answer = browse(office).get(address)
    assert quote("巡察工作月报_2026年10月.xlsx") in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert "汇总表" in load_workbook(BytesIO(b"".join(answer.streaming_content))).sheetnames
    notice = Notice.objects.get(recipient=office)
    assert (notice.url, "2026年10月" in notice.subject) == (drawn.get_absolute_url(), True)


def test_the_worker_is_told_nothing_but_a_key(ask, sent, office):
    ask(office)
    assert sent == [MonthlyReport.objects.get().pk]


def test_the_page_shows_how_far_it_is_and_asks_again_by_itself(ask, office, browse):
    ask(office)
    report = MonthlyReport.objects.get()
    telling(report)(2, 9)
    page = browse(office).get(report.get_absolute_url()).text
    assert 'value="2" max="9"' in page
    assert 'hx-trigger="every' in page


def test_a_month_asked_for_twice_meanwhile_is_one_work(ask, sent, office):
    first, second = ask(office), ask(office)
    assert first.url == second.url
    assert len(sent) == 1
    facts = {"asked_at": timezone.now(), "expires_at": timezone.now(), "language": "en"}
    with pytest.raises(IntegrityError), transaction.atomic():
        MonthlyReport.objects.create(user=office, month=MONTH, **facts)


def test_once_it_is_drawn_the_month_can_be_drawn_anew(drawn, ask, sent, office):
    ask(office)
    assert len(sent) == len(set(sent)) == 2


class TestSheets:
    @pytest.fixture(autouse=True)
    def two(self, monkeypatch):
        """A list of teams, and a table of how things stand."""
        columns = [WriterColumn("月份", kind="integer")]
        cells = lambda team, period: (team.formed_on.month,)  # noqa: E731
        teams = Sheet.listing(Team, "teams", "巡察组", columns, cells, on="formed_on")
        state = Sheet("state", "现状", columns * 2, lambda period, user: [(7, 7)])
        monkeypatch.setattr(sheets, "_entries", {"teams": teams, "state": state})

    def book(self, sent):
        draw_monthly_report(sent[-1])
        book = load_workbook(MonthlyReport.objects.get(pk=sent[-1]).file)
        return {sheet.title: [row[1] for row in sheet.iter_rows(4, values_only=True) if row[1]] for sheet in book}

    def ticked(self, browse, by):
        ticks = browse(by).get(reverse("monthly_reports")).context["form"].ticks
        return {tick.sheet.key: (tick.is_drawn, tick.is_whole) for tick in ticks}

    def test_at_first_all_are_drawn_in_the_form_of_the_month(self, ask, sent, office, browse):
        assert self.ticked(browse, office) == {"teams": (True, False), "state": (True, False)}
        ask(office)
        assert self.book(sent)["巡察组"] == [10]

    def test_what_is_ticked_is_drawn_and_kept_for_the_next_time(self, ask, sent, office, browse, leadinggroup):
        ask(office, drawn=["teams"], whole=["teams"])
        assert list(book := self.book(sent)) == ["汇总表", "巡察组"]
        assert book["巡察组"] == [10, 9]
        assert self.ticked(browse, office) == {"teams": (True, True), "state": (False, False)}
        assert self.ticked(browse, leadinggroup) == {"teams": (True, False), "state": (True, False)}
        ask(office, "2026-11")  # from the board, which sends the month alone
        assert self.book(sent)["巡察组"] == [11, 10, 9]

    def test_none_ticked_leaves_the_first_page(self, ask, sent, office):
        ask(office, whole=[])
        assert list(self.book(sent)) == ["汇总表"]

    def test_one_registered_later_is_drawn(self, ask, sent, office, browse, monkeypatch):
        ask(office, drawn=["teams"])
        later = Sheet("later", "新表", [WriterColumn("数", kind="integer")], lambda period, user: [(7,)])
        monkeypatch.setitem(sheets._entries, "later", later)
        assert self.ticked(browse, office)["later"] == (True, False)

    def test_other_sheets_of_a_month_under_way_are_another_work(self, ask, sent, office):
        first, other = ask(office, drawn=["teams"]), ask(office, drawn=["state"])
        assert first.url != other.url
        assert ask(office, drawn=["state"]).url == other.url
        assert len(sent) == 2

    def test_only_lists_offer_their_history_and_a_mistake_keeps_the_ticks(self, ask, office, browse):
        page = browse(office).get(reverse("monthly_reports")).text
        assert page.count('name="whole"') == 1
        again = ask(office, "2026-13", drawn=["state"])
        assert [(tick.is_drawn, tick.is_whole) for tick in again.context["form"].ticks] == [
            (False, False),
            (True, False),
        ]
        assert "form-errors" in ask(office, drawn=["nonsense"]).text


def test_no_more_is_asked_for_than_the_account_may_have_under_way(ask, sent, office, leadinggroup, settings):
    settings.EXPENSIVE_AT_ONCE = 2
    answers = [ask(office, f"2026-0{month}") for month in range(1, 7)]
    assert [answer.status_code for answer in answers] == [302, 302, 429, 429, 429, 429]
    assert (len(sent), MonthlyReport.objects.count()) == (2, 2)
    assert "同时进行" in answers[-1].text
    assert ask(leadinggroup).status_code == 302


def test_what_is_drawn_frees_its_place(drawn, office, settings):
    settings.EXPENSIVE_AT_ONCE = 1
    with budget.expensive(office):
        pass


def test_a_second_worker_sent_for_the_same_draws_nothing(drawn, sent, monkeypatch):
    monkeypatch.setattr(services, "monthly_report", lambda *args, **kwargs: pytest.fail("drawn again"))
    draw_monthly_report(sent[-1])
    draw_monthly_report(10**9)


def test_it_holds_what_its_reader_sees_in_their_language(ask, sent, office, monkeypatch):
    seen = []

    def noted(month, file, *, user, chosen, told):
        seen.append((month, user, get_language()))
        file.write(b"x")

    monkeypatch.setattr(services, "monthly_report", noted)
    ask(office)
    MonthlyReport.objects.update(language="en")
    draw_monthly_report(sent[-1])
    assert seen == [(MONTH, office, "en")]


def test_what_could_not_be_drawn_says_so_and_frees_its_place(
    ask, sent, office, browse, settings, monkeypatch, django_capture_on_commit_callbacks
):
    settings.EXPENSIVE_AT_ONCE = 1
    monkeypatch.setattr(services, "monthly_report", lambda *args, **kwargs: 1 / 0)
    ask(office)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):
        draw_monthly_report(sent[-1])
    report = MonthlyReport.objects.get()
    assert "重新" in browse(office).get(report.get_absolute_url()).text
    assert browse(office).get(reverse("monthly_report_file", args=[report.pk])).status_code == 404
    assert "未能生成" in Notice.objects.get(recipient=office).subject
    assert ask(office).status_code == 302


def test_what_could_not_be_drawn_says_so_in_the_language_of_who_reads(ask, sent, office, monkeypatch):
    monkeypatch.setattr(services, "monthly_report", lambda *args, **kwargs: 1 / 0)
    ask(office)
    with pytest.raises(ZeroDivisionError):
        draw_monthly_report(sent[-1])
    assert MonthlyReport.objects.get().told_failure.startswith("发生意外错误")
    with translation.override("en"):
        assert MonthlyReport.objects.get().told_failure.startswith("Something went wrong")


def test_one_whose_worker_has_died_can_be_asked_for_again(ask, sent, office, browse, clock):
    ask(office)
    lost = MonthlyReport.objects.get()
    clock.set("2026-11-23 09:20")
    assert "重新" in browse(office).get(lost.get_absolute_url()).text
    assert ask(office).url != lost.get_absolute_url()
    assert len(sent) == 2


@pytest.mark.parametrize(
    ("month", "words"), [("2026-12", "该月尚未开始"), ("2026-13", "请填写月份"), ("", "必填"), ("x" * 99, "")]
)
def test_a_month_that_cannot_be_drawn_says_why(ask, sent, office, month, words):
    answer = ask(office, month)
    assert answer.status_code == 200
    assert words in answer.text
    assert "field-error" in answer.text
    assert sent == []


def test_nobody_else_fetches_it(drawn, leadinggroup, browse):
    for address in (drawn.get_absolute_url(), reverse("monthly_report_file", args=[drawn.pk])):
        assert browse(leadinggroup).get(address).status_code == 404
    assert browse(leadinggroup).get(reverse("monthly_reports")).context["reports"] == []


def test_who_is_to_see_less_since_then_cannot_fetch_it(ask, sent, organization, browse):
    reader = UserFactory(roles=[Role.OFFICE], person=PersonFactory())
    ask(reader)
    draw_monthly_report(sent[-1])
    address = reverse("monthly_report_file", args=sent)
    assert browse(reader).get(address).status_code == 200
    RecusalFactory(person=reader.person, organization=organization)
    assert browse(reader).get(address).status_code == 404


def test_who_no_longer_draws_reports_is_drawn_none(ask, sent, office, browse):
    ask(office)
    office.grants.all().delete()
    draw_monthly_report(sent[-1])
    report = MonthlyReport.objects.get()
    assert report.failure
    assert not report.file


def test_fetching_leaves_a_trace(drawn, office, browse):
    browse(office).get(reverse("monthly_report_file", args=[drawn.pk]))
    access = Access.objects.get(user=office)
    assert (access.kind, access.at) == (Access.Kind.EXPORT, timezone.now())
    assert row_at(access.path) == (MonthlyReport, str(drawn.pk))


def test_expired_workbooks_go_with_their_files(drawn, clock, tmp_path, django_capture_on_commit_callbacks):
    kept = list(tmp_path.rglob("*.xlsx"))
    assert len(kept) == 1
    clock.set("2026-12-01 09:00")
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_uploads()["workbook"] == 1
    assert not kept[0].exists()
    assert not MonthlyReport.objects.exists()


def test_a_file_that_is_not_there_is_not_found(drawn, office, browse, tmp_path):
    for path in tmp_path.rglob("*.xlsx"):
        path.unlink()
    assert browse(office).get(reverse("monthly_report_file", args=[drawn.pk])).status_code == 404


@pytest.mark.parametrize("who", ["leader", "secretary", "liaison", "discipline", "division", "sysadmin", "auditor"])
def test_whoever_does_not_draw_reports_is_refused(browse, request, who):
    client = browse(request.getfixturevalue(who))
    for address in (reverse("monthly_reports"), reverse("monthly_report_file", args=[1])):
        assert client.get(address).status_code == 403
    assert client.post(reverse("monthly_reports"), {"month": "2026-10"}).status_code == 403
