"""A real Chromium for the tests of this folder, and a place for what it sees."""

import os
import shutil
import threading
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect, sync_playwright

from core.ui import menu
from tests.browser.beat import Worker
from tests.browser.seat import Seat
from tests.browser.watch import Watch
from tests.core.ui.conftest import gallery, organizations

__all__ = ["gallery", "organizations"]

SCREENSHOTS = Path(settings.BASE_DIR) / "test-artifacts"
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first of these is used. The headless shell renders as the others do and works half as much around it."""
PATIENCE = 10_000
"""Milliseconds in which a page of a busy machine shows what is expected of it."""
# Nothing of the browser's own may call out: offices work offline, and so do tests.
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-sandbox",  # neither root nor a container has one, and the pages are our own
]


def chromium_path():
    """Where the machine's Chromium is; without one the test is skipped, but in CI it fails."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if path is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium-headless-shell fonts-noto-cjk)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="session")
def chromium():
    """The browser, started once for all tests of a process."""
    path = chromium_path()
    # Playwright keeps an event loop running in this thread, from which Django would refuse to use the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium, live_server):
    """A function that opens a page of a session of its own, as one person at one computer.

    People who ask for rest see no page slide: so a test waits for none to come to rest, and fewer are drawn.
    """
    contexts = []

    def open_page(width=1366, height=768, reduced_motion="reduce", **options):
        size = {"width": width, "height": height}
        context = chromium.new_context(
            base_url=live_server.url, locale="zh-CN", viewport=size, reduced_motion=reduced_motion, **options
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    wait_for_answers()


def wait_for_answers():
    """The server may still be answering pages that are gone, and the database is about to be emptied."""
    for thread in threading.enumerate():
        if ThreadedWSGIServer.process_request_thread.__name__ in thread.name:
            thread.join(timeout=10)


@pytest.fixture
def counts_once(monkeypatch):
    """For tests that change nothing: what waits behind the menu is counted for the first page, not on each again."""
    monkeypatch.setattr(menu, "counts_for", cache(menu.counts_for))


@pytest.fixture
def screenshot(request):
    """A function that, with `--look`, keeps what a page shows in test-artifacts/."""
    SCREENSHOTS.mkdir(exist_ok=True)

    def keep(page, name):
        if request.config.getoption("look"):
            page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    return keep


@pytest.fixture
def seat_of(new_page, live_server, request):
    """`seat_of(width=390, height=844)` is a computer with nobody at it. What goes wrong there fails the test."""
    SCREENSHOTS.mkdir(exist_ok=True)
    seats, failed_before = [], request.session.testsfailed

    def seat(**size):
        page = new_page(**size)
        folder = SCREENSHOTS if request.config.getoption("look") else None
        seats.append(Seat(page, Watch(page.context, live_server.url), folder))
        return seats[-1]

    yield seat
    if request.session.testsfailed > failed_before:
        for number, each in enumerate(seats, 1):
            each.keep(SCREENSHOTS / f"failed-{request.node.name}-{number}.png")
    assert [complaint for each in seats for complaint in each.watch.complaints] == []


@pytest.fixture
def seat_as(seat_of, live_server):
    """`seat_as(user)` is a computer at which this user is signed in already."""

    def seat(user, **size):
        client = Client()
        client.force_login(user, backend="personnel.accounts.backends.AccountBackend")
        taken = seat_of(**size)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        taken.page.context.add_cookies([cookie])
        return taken

    return seat


@pytest.fixture
def worker_at(live_server, tmp_path):
    """`worker_at("2026-11-23 09:00")` starts a Celery worker on the test's database whose clock stands there."""
    workers = []

    def start(moment):
        workers.append(Worker(tmp_path / "mail", timezone.make_aware(datetime.fromisoformat(moment))))
        return workers[-1]

    yield start
    for worker in workers:
        worker.stop()
