"""The components in a real browser: they work by keyboard, and the policy finds nothing to forbid."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.watch import settle

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("counts_once")]


@pytest.fixture
def session(client, office, live_server):
    """The cookie of the signed-in office."""
    client.force_login(office)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}


@pytest.fixture
def page(new_page, gallery, organizations, session):
    """A page signed in as the office; what the browser complains about ends up in `page.complaints`."""
    page = new_page()
    page.context.add_cookies([session])
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def test_the_policy_finds_nothing_to_forbid(page, organizations):
    complaints = {}
    for address in ("list/", "form/", "step/", "board/", f"record/{organizations[0].pk}/"):
        page.complaints.clear()
        page.goto(f"/gallery/{address}")
        settle(page)
        complaints[address] = list(page.complaints)
    assert complaints == {address: [] for address in complaints}


def test_a_filter_answers_while_one_types_and_the_address_can_be_sent_on(page):
    page.goto("/gallery/list/")
    pages = page.evaluate("history.length")
    page.get_by_label("关键词").type("第77局")
    page.get_by_text("共 1 条", exact=True).wait_for()
    assert page.evaluate("history.length") == pages
    expect(page.get_by_label("关键词")).to_have_value("第77局")
    expect(page).to_have_url(re.compile(r"\?name=%E7%AC%AC77%E5%B1%80$"))
    page.locator(".chip").click()
    page.get_by_text("共 120 条", exact=True).wait_for()
    expect(page.get_by_label("关键词")).to_have_value("")


def test_columns_are_chosen_and_kept_while_sorting(page):
    page.goto("/gallery/list/")
    page.locator("summary", has_text="列").click()
    page.get_by_role("checkbox", name="上缴").check()
    page.get_by_role("button", name="确定").click()
    page.get_by_role("columnheader", name="上缴").wait_for()
    page.get_by_role("link", name="名称").click()
    page.wait_for_url("**sort=**")
    expect(page.get_by_role("columnheader", name="上缴")).to_be_visible()


def test_ticked_rows_open_the_bar(page):
    page.goto("/gallery/list/")
    expect(page.get_by_role("button", name="批量催办")).to_be_hidden()
    page.get_by_label("全选本页").check()
    expect(page.get_by_text("50 条已选")).to_be_visible()


def submit(page):
    """Send the form; the next page is there with all it does by itself."""
    with page.expect_event("load"):
        page.get_by_role("button", name="提交").click()


def paste(cell, text):
    """Paste as Excel does; whether our script took it and the browser is to leave it."""
    return not cell.evaluate(
        """(cell, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            return cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def test_rows_are_pasted_from_excel_and_walked_with_enter(page):
    page.goto("/gallery/form/")
    paste(
        page.locator("#id_measures-0-content"),
        "修订制度\t陈思远\t建章立制\t2026年12月1日\n清退\t李文静\t挽回损失\t2026/12/5\n通报\t王建国",
    )
    expect(page.locator("#id_measures-0-due_on")).to_have_value("2026-12-01")
    expect(page.locator("#id_measures-1-kind")).to_have_value("money")
    expect(page.locator("#id_measures-2-content")).to_have_value("通报")
    page.locator("#id_measures-2-content").press("Enter")
    expect(page.locator("#id_measures-3-content")).to_be_focused()


def test_line_breaks_and_quotes_in_cells_of_excel_shift_nothing(page):
    page.goto("/gallery/form/")
    text = '"修订""三重一大""\n制度"\t陈思远\t建章立制\t2026-12-01\t"先报\r\n后办"\r\n“清退”\t"李文静"\t挽回损失\r\n'
    assert paste(page.locator("#id_measures-0-content"), text)
    values = {
        f"{row}-{name}": page.locator(f"#id_measures-{row}-{name}")
        for row in (0, 1)
        for name in ("content", "owner", "note")
    }
    assert {name: cell.input_value() for name, cell in values.items()} == {
        "0-content": '修订"三重一大" 制度',
        "0-owner": "陈思远",
        "0-note": "先报\n后办",
        "1-content": "“清退”",
        "1-owner": '"李文静"',
        "1-note": "",
    }


def test_lines_of_a_text_stay_in_its_box_and_rows_do_not(page):
    page.goto("/gallery/form/")
    note = page.locator("#id_measures-0-note")
    assert not paste(note, "先报\n后办")
    assert paste(note, '"先报\n后办"\n再查')
    expect(note).to_have_value("先报\n后办")
    expect(page.locator("#id_measures-1-note")).to_have_value("再查")


def test_a_full_table_says_so_and_how_many_lines_it_left_out(page, screenshot):
    page.goto("/gallery/form/")
    words = page.locator("[data-full]")
    paste(page.locator("#id_measures-0-content"), "\n".join(f"措施{n}" for n in range(8)))
    expect(words).to_have_text("表格已满，最多5行。 粘贴的内容有3行未能填入。")
    expect(page.locator("#id_measures-4-content")).to_have_value("措施4")
    screenshot(page, "formset-full")
    page.locator("[data-row]:last-child .formset-remove").click()
    expect(words).to_have_text("")
    page.locator("[data-add-row]").click()
    expect(words).to_have_text("")
    page.locator("[data-add-row]").click()
    expect(words).to_have_text("表格已满，最多5行。")


def test_a_removed_row_stays_away_when_there_is_something_to_mend(page):
    page.goto("/gallery/form/")
    page.locator("#id_measures-0-content").fill("修订制度")
    page.locator("#id_measures-1-content").fill("清退")
    page.locator("[data-row]").first.locator(".formset-remove").click()
    submit(page)
    expect(page.locator("#id_measures-0-content")).to_be_hidden()
    expect(page.locator("#id_measures-1-content")).to_be_visible()
    expect(page.locator("[data-row]:not(.is-removed) [data-row-number]").first).to_have_text("1")


def test_a_picker_finds_and_takes_by_keyboard(page):
    page.goto("/gallery/form/")
    box = page.get_by_label("被巡察党组织")
    box.type("第12")
    page.get_by_role("option", name="第1局党组").wait_for()
    box.press("Enter")
    expect(box).to_have_value("第12局党组")
    expect(page.locator("#id_organization_value")).to_have_value("12")


def test_a_picker_finds_all_words_in_any_order_and_width(page):
    page.goto("/gallery/form/")
    page.get_by_label("被巡察党组织").type("党组 第１２")
    page.get_by_role("option", name="第1局党组").wait_for(state="detached")
    expect(page.locator("#id_organization_list [role=option]")).to_have_text(["第12局党组"])


def test_a_picker_leaves_the_keys_to_an_input_method_that_composes(page):
    page.goto("/gallery/form/")
    box = page.get_by_label("被巡察党组织")
    box.type("第12")
    page.get_by_role("option", name="第12局党组").wait_for()
    box.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(box).to_have_value("第12")
    expect(page.get_by_role("option", name="第12局党组")).to_be_visible()


def test_ctrl_enter_submits_and_errors_come_into_sight(page):
    page.goto("/gallery/form/")
    page.get_by_label("问题标题").fill("接待费")
    with page.expect_event("load"):
        page.get_by_label("问题标题").press("Control+Enter")
    expect(page.locator("[data-errors]")).to_be_focused()
    expect(page.get_by_label("问题标题")).to_have_value("接待费")


def test_every_error_leads_to_its_field(page, screenshot):
    page.goto("/gallery/form/")
    submit(page)
    links = page.locator("[data-errors] a")
    focused = []
    for link in links.all():
        link.click()
        focused.append(page.evaluate("document.activeElement.id"))
    assert focused == [link.get_attribute("href")[1:] for link in links.all()]
    assert {"id_organization", "id_handlers", "id_kind_group"} <= set(focused)
    expect(page.get_by_role("group", name="整改时限")).to_be_visible()
    page.locator("[data-errors] a", has_text="整改时限").press("Enter")
    screenshot(page, "errors-lead")


def test_leaving_with_unsaved_text_asks(page):
    page.goto("/gallery/form/")
    page.get_by_label("问题标题").type("接待费")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/gallery/list/")
    assert asked == ["beforeunload"]


def test_leaving_asks_even_when_another_form_of_the_page_takes_one_away(page):
    page.goto("/gallery/form/")
    page.get_by_label("问题标题").type("接待费")
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.locator("[data-search]").fill("第77局")
    with page.expect_event("dialog") as asked:
        page.locator("[data-search]").press("Enter")
    assert asked.value.type == "beforeunload"
    expect(page.get_by_label("问题标题")).to_have_value("接待费")


def test_a_step_that_is_refused_opens_as_a_page_that_says_why(page, organizations):
    page.goto(f"/gallery/record/{organizations[0].pk}/")
    page.get_by_role("link", name="退回事项").click()
    page.get_by_role("dialog").get_by_label("事由").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="申请销号").click()
    page.wait_for_url("**/gallery/refused/")
    expect(page.get_by_text("您的角色不能打开本页")).to_be_visible()


def test_a_step_that_does_not_come_at_all_opens_no_dialog(page, organizations):
    page.goto(f"/gallery/record/{organizations[0].pk}/")
    page.route("**/gallery/step/", lambda route: route.abort())
    with page.expect_request(lambda request: request.is_navigation_request()):
        page.get_by_role("link", name="退回事项").click()


def test_a_double_click_opens_a_step_once(page, organizations):
    page.goto(f"/gallery/record/{organizations[0].pk}/")
    page.get_by_role("link", name="退回事项").dblclick()
    page.get_by_role("dialog").get_by_label("事由").wait_for()
    assert page.url.endswith(f"/gallery/record/{organizations[0].pk}/")


def test_the_slash_goes_to_the_search_box_and_escape_closes_the_menu(page):
    page.goto("/gallery/list/")
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.locator(".user-menu summary").click()
    page.keyboard.press("Escape")
    expect(page.locator(".user-menu .popup-panel")).to_be_hidden()


DESKTOP, LARGE, PHONE = (1366, 768), (1920, 1080), (390, 844)


def test_no_page_is_wider_than_its_window(page, organizations, screenshot):
    page.goto("/gallery/list/")
    wide = too_wide(page, organizations, screenshot, "light", DESKTOP, LARGE)
    wide += too_wide(page, organizations, screenshot, "light", PHONE)
    resize(page, DESKTOP)
    page.locator(".user-menu summary").click()
    page.get_by_role("button", name="深色").click()
    wide += too_wide(page, organizations, screenshot, "dark", DESKTOP)
    assert wide == []


def test_the_head_stays_in_sight_to_the_end_of_a_long_page(page, organizations):
    for size in (DESKTOP, PHONE):
        resize(page, size)
        page.goto("/gallery/form/")
        page.evaluate("document.querySelector('main').style.paddingBottom = '3000px'")
        page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
        assert page.locator("header.head").bounding_box()["y"] == 0


def too_wide(page, organizations, screenshot, theme, *sizes):
    """The pages that are wider than their window, loaded in one of the first size and measured in each."""
    wide, pk = [], organizations[0].pk
    for address in ("list/", f"record/{pk}/", "form/", "board/", f"document/{pk}/"):
        resize(page, sizes[0])
        page.goto(f"/gallery/{address}")
        settle(page)
        for size in sizes:
            resize(page, size)
            screenshot(page, f"gallery-{address.split('/')[0]}-{size[0]}-{theme}")
            if page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0:
                wide.append((address, size, theme))
    return wide


def resize(page, size):
    width, height = size
    page.set_viewport_size({"width": width, "height": height})


def test_everything_works_without_scripts(new_page, gallery, organizations, session):
    page = new_page(java_script_enabled=False)
    page.context.add_cookies([session])
    page.goto("/gallery/list/")
    page.get_by_label("关键词").fill("第77局")
    page.get_by_role("button", name="搜索").first.click()
    expect(page.get_by_text("共 1 条", exact=True)).to_be_visible()
    page.goto("/gallery/form/")
    expect(page.locator("select#id_organization")).to_be_visible()
    expect(page.locator("#id_measures-1-content")).to_be_visible()
    remove = page.locator("#id_measures-0-DELETE")
    remove.check()
    submit(page)
    expect(remove).to_be_checked()
    expect(remove).to_be_visible()


def test_what_is_wrong_with_a_filter_is_said_and_goes_when_it_is_mended(page, organizations, screenshot):
    page.goto("/gallery/list/?created_after=0202-01-01&level=none&name=第1局")
    error = page.locator("#id_created_error")
    expect(error).to_contain_text("请填写1900年")
    screenshot(page, "filter-wrong")
    page.locator("#id_category").fill("市直")
    page.locator("#id_category").press("Enter")
    page.locator(".chip", has_text="市直").wait_for()
    expect(error).to_have_count(0)
    expect(page.locator(".chip-wrong")).to_contain_text("请填写1900年")
    page.locator("#id_created_0").fill("2020-01-01")
    page.locator(".chip", has_text="2020-01-01").wait_for()
    expect(page.locator(".chip-wrong")).to_have_count(0)
