"""Files go one by one as soon as they are chosen: one that is refused loses no other, and no caption."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.browser.papers_to_attach import PDF, PNG
from tests.browser.watch import settle

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def chosen(name, content):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


@pytest.fixture
def page(new_page, member, live_server, settings, tmp_path):
    """The form of a new paper, opened by a member of the team."""
    settings.MEDIA_ROOT = tmp_path
    client = Client()
    client.force_login(member, backend="personnel.accounts.backends.AccountBackend")
    page = new_page()
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto("/papers/add/")
    settle(page)
    return page


def test_a_refused_file_loses_no_other_and_captions_stay(page, inspection):
    files = [("现场.png", PNG), ("网页.html", b"<script>"), ("同一张.png", PNG), ("凭证.pdf", PDF)]
    page.locator("input[type=file]").set_input_files([chosen(*each) for each in files])
    kept = page.locator("[data-kept] .upload-file")
    expect(kept).to_have_count(2)
    refused = page.locator(".upload-refused")
    expect(refused).to_have_count(2)
    expect(refused.nth(1)).to_contain_text("“现场.png”")
    kept.nth(0).locator("input[type=text]").fill("会议室现场")
    page.locator("button[value=draft]").click()
    expect(page.locator("[data-told]")).to_contain_text("有文件未能上传")
    for _each in range(2):
        refused.first.get_by_role("button", name="不传这份").click()
    page.locator("button[value=draft]").click()
    expect(page.locator("[data-errors]")).to_be_visible()
    expect(kept).to_have_count(2)
    expect(kept.nth(0).locator("input[type=text]")).to_have_value("会议室现场")
