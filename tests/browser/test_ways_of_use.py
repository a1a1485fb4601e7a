"""Without a mouse, on a phone, on paper, and what answers while one types."""

import re

import pytest
from django.urls import resolve
from playwright.sync_api import expect

from core.models import SavedView
from core.workdays.reckoning import today
from findings.models import WorkingPaper
from rectification.models import AssessmentScheme, CheckResult, Item
from tests.browser.papers_to_attach import photo, scan
from tests.factories import PASSWORD, HandOverFactory, ItemFactory, OrganizationFactory
from tests.rectification.checks.test_supervision import group, visit
from tests.rectification.conftest import (
    _november,
    delivered,
    fed_back,
    filed,
    item,
    planned,
    prepared,
    rectifying,
    reported,
    signed,
)

__all__ = [
    "_november", "delivered", "fed_back", "filed", "group", "item", "planned", "prepared", "rectifying", "reported",
    "signed", "visit",
]  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUSED = "document.activeElement.id || document.activeElement.className"


def test_one_signs_in_and_searches_by_keyboard(seat_of, office, organization):
    seat = seat_of()
    seat.open("/login/")
    keyboard = seat.page.keyboard
    keyboard.type("office")
    keyboard.press("Tab")
    keyboard.type(PASSWORD)
    with seat.another_page():
        keyboard.press("Enter")
    seat.sees("我的待办")
    keyboard.press("/")
    keyboard.type("市财政")
    with seat.another_page():
        keyboard.press("Enter")
    seat.sees("市财政局党组")


def test_the_first_tab_leads_past_the_frame(seat_as, office):
    seat = seat_as(office)
    seat.open("/organizations/")
    seat.page.keyboard.press("Tab")
    assert seat.page.evaluate(FOCUSED) == "skip-link"
    seat.page.keyboard.press("Enter")
    assert seat.page.evaluate(FOCUSED) == "main"
    seat.page.keyboard.press("Tab")
    assert seat.page.evaluate("document.activeElement.closest('main') !== null")


def test_tab_goes_as_one_reads(seat_as, office, inspection):
    """Down the frame's head, down the menu, then down the page; never back up."""
    seat = seat_as(office)
    seat.open("/inspections/")
    regions = []
    for _step in range(80):
        seat.page.keyboard.press("Tab")
        region = seat.page.evaluate("document.activeElement.closest('header, nav#menu, main')?.tagName ?? ''")
        if region and region not in regions[-1:]:
            regions.append(region)
    assert regions[:3] == ["HEADER", "NAV", "MAIN"]


def test_escape_closes_the_dialog_and_ctrl_enter_submits_it(seat_as, office):
    """With all that moves on a page, which other tests do without."""
    OrganizationFactory()
    named = {"name": "市级单位", "list_name": resolve("/organizations/").view_name}
    view = SavedView.objects.create(owner=office, **named)
    seat = seat_as(office, reduced_motion="no-preference")
    dialog, keyboard = seat.page.locator("#dialog"), seat.page.keyboard

    def ask():
        seat.open("/organizations/")
        seat.page.locator("summary", has_text="视图").click()
        seat.page.get_by_role("link", name=re.compile("修改视图")).click()
        dialog.get_by_role("button", name="保存").wait_for()

    ask()
    seat.look("dialog-view-change")
    keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    ask()
    dialog.get_by_label(re.compile("^视图名称")).fill("市直单位")
    with seat.another_page():
        keyboard.press("Control+Enter")
    view.refresh_from_db()
    assert view.name == "市直单位"


def test_a_member_files_a_paper_on_a_phone(seat_as, member, deputy, inspection):
    seat = seat_as(member, **PHONE)
    seat.open("/")
    seat.look("phone-worklist")
    seat.page.locator(".head-menu").click()
    seat.look("phone-menu")
    seat.go("问题底稿")
    seat.look("phone-no-paper")
    seat.press("新建底稿")
    seat.choose("被巡察党组织", f"{inspection.organization}（{inspection.team.round} {inspection.team}）")
    seat.fill_all({"标题": "公务接待报销附件不全", "发现日期": "2026-03-18", "问题表现": "抽查30份，6份没有公函。"})
    seat.fill("定性依据", "不符合凭公函接待的要求。")
    seat.pick("承办人", member.name, deputy.name)
    seat.attach("佐证材料", scan("凭证.pdf"), photo("现场.png"))
    assert seat.page.evaluate(TOO_WIDE) <= 0
    seat.look("phone-paper-form")
    seat.press("提交")
    assert seat.page.evaluate(TOO_WIDE) <= 0
    seat.look("phone-paper-submitted")
    assert WorkingPaper.objects.get().status == WorkingPaper.Status.SUBMITTED


def test_the_list_of_findings_prints_as_a_paper(seat_as, office, rectifying):
    seat = seat_as(office)
    seat.open(f"/hand-overs/{rectifying.pk}/findings/")
    seat.look("paper-on-screen")
    page = seat.page
    page.emulate_media(media="print")
    for part in (".head", "#menu", ".page-top"):
        expect(page.locator(part), part).to_be_hidden()
    expect(page.locator(".paper")).to_be_visible()
    printed = page.pdf(prefer_css_page_size=True)
    [_x, _y, width, height] = re.search(rb"/MediaBox \[([\d. ]+)\]", printed)[1].split()
    assert {round(float(width)), round(float(height))} == {595, 842}
    seat.look("paper-in-print")


@pytest.mark.parametrize(("density", "least"), [("normal", 10), ("dense", 14)])
def test_a_laptop_shows_ten_rows_of_a_ledger(seat_as, live_server, office, density, least):
    hand_over = HandOverFactory(status="rectifying", delivered_on="2026-06-01")
    text = "公务接待报销附件不全，涉及金额3.4万元，办公室负直接责任，分管领导负领导责任，主要负责人负首要责任。"
    for number in range(1, 21):
        ItemFactory(hand_over=hand_over, number=number, finding__text=f"{number}{text * 3}")
    seat = seat_as(office)
    seat.page.context.add_cookies([{"name": "density", "value": density, "url": live_server.url}])
    seat.open("/items/")
    seat.look(f"rows-{density}")
    bottoms = seat.page.locator("main tbody tr").evaluate_all(
        "rows => rows.map(row => row.getBoundingClientRect().bottom)"
    )
    assert sum(bottom <= 768 for bottom in bottoms) >= least


def test_items_are_folded_until_one_looks_at_them_and_what_is_wrong_is_open(seat_as, discipline, visit):
    seat = seat_as(discipline, width=390, height=844)
    seat.open(f"{visit.get_absolute_url()}record/")
    seen, other, *_rest = Item.objects.filter(hand_over__inspection=visit.inspection).order_by("number")
    folds = seat.page.locator("details.form-fold")
    assert folds.count() == Item.objects.filter(hand_over__inspection=visit.inspection).count()
    verdict, opinion = (seat.page.locator(f"[name={name}_{seen.pk}]") for name in ("verdict", "opinion"))
    expect(verdict).to_be_hidden()
    seat.page.get_by_text(seen.finding.text[:20]).first.click()
    verdict.select_option("confirmed")
    seat.look("phone-visit")
    seat.fill("督查总体情况", "总体整改到位。")
    seat.press("保存")
    expect(opinion).to_be_visible()  # it is missing
    expect(seat.page.locator(f"[name=verdict_{other.pk}]")).to_be_hidden()
    opinion.fill("制度已修订并执行。")
    name, body = photo("现场.png")
    with seat.page.expect_response(lambda response: response.request.method == "POST"):
        seat.page.locator(f"input[type=file][name=photos_{seen.pk}]").set_input_files(
            [{"name": name, "mimeType": "image/png", "buffer": body}]
        )
    seat.page.wait_for_load_state("networkidle")
    seat.look("phone-visit-mended")
    seat.press("保存")
    [result] = CheckResult.objects.filter(visit=visit)
    assert (result.item, result.opinion) == (seen, "制度已修订并执行。")
    seat.look("phone-visit-recorded")


@pytest.mark.parametrize("width", [1366, 390])
def test_points_and_grade_follow_what_is_typed(seat_as, office, rectifying, width):
    seat = seat_as(office, width=width, height=768)
    seat.open(f"/hand-overs/{rectifying.pk}/assess/")
    page, scheme = seat.page, AssessmentScheme.objects.in_force(today())
    tally = page.locator("[data-tally]")
    expect(tally).to_have_text("得分 100 · 等次 好")
    first, second, *_rest = scheme.criteria.all()
    page.locator(f"[name=deduction_{first.pk}]").fill("0.3")
    page.locator(f"[name=deduction_{second.pk}]").fill(str(100 - scheme.good_from))
    expect(tally).to_have_text(f"得分 {scheme.good_from - 0.3:g} · 等次 较好")
    page.locator("[data-forces=poor]").first.check()
    expect(tally).to_have_text(f"得分 {scheme.good_from - 0.3:g} · 等次 差")
    expect(tally).to_be_in_viewport()
    seat.look(f"tally-{width}")
