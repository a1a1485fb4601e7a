"""One person at one computer, doing with the keyboard and the mouse what a clerk does."""

import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.watch import settle
from tests.factories import PASSWORD

REQUIRED = r"\s*(\*\s*必填)?"


class Seat:
    """A page of a browser session of its own. Every page it comes to is read and compared with what must not be."""

    def __init__(self, page, watch, screenshots: Path | None):
        self.page = page
        self.watch = watch
        self._screenshots = screenshots
        page.on("dialog", lambda dialog: dialog.accept())

    def sign_in(self, username, password=PASSWORD):
        """Through the page for it."""
        self.open("/login/")
        self.fill("用户名", username)
        self.fill("密码", password)
        self.press("登录")
        self.open("/")  # the worklist, whatever this person's first page is
        return self

    def open(self, address):
        """Go to an address of our own."""
        self.page.goto(address)
        self.arrive()

    def arrive(self):
        """Wait until the parts that the page fetches by itself are there, and read it."""
        settle(self.page)
        self.watch.read(self.page)

    def named(self, name):
        """The button, or else the link, that says exactly this."""
        button = self.page.get_by_role("button", name=name, exact=True)
        return (button if button.count() else self.page.get_by_role("link", name=name, exact=True)).first

    def another_page(self):
        """Wait for the page that something leads to. An entry of the history that a form writes is none yet."""
        return self.page.expect_event("load")

    def press(self, name):
        """Press what says exactly this and leads to another page."""
        with self.another_page():
            self.named(name).click()
        self.arrive()

    def go(self, entry):
        """Follow an entry of the menu."""
        link = self.page.locator("#menu .menu-entry", has_text=entry).first
        group = link.locator("xpath=ancestor::details")
        if group.get_attribute("open") is None:
            group.locator("summary").click()
        with self.another_page():
            link.click()
        self.arrive()

    def field(self, label):
        """The field with this label, required or not."""
        return self.page.get_by_label(re.compile(rf"^{re.escape(label)}{REQUIRED}$")).first

    def fill(self, label, value):
        """Type into a field; a day as 2026-11-23."""
        self.field(label).fill(str(value))

    def fill_all(self, values):
        """Type into several fields."""
        for label, value in values.items():
            self.fill(label, value)

    def draw_signature(self):
        """Sign by hand in the box of the page: two strokes with the mouse."""
        box = self.page.locator("[data-signature-pad] canvas")
        box.scroll_into_view_if_needed()
        at = box.bounding_box()
        for begin, end in (((0.2, 0.3), (0.7, 0.4)), ((0.4, 0.1), (0.5, 0.9))):
            places = [(at["x"] + at["width"] * x, at["y"] + at["height"] * y) for x, y in (begin, end)]
            self.page.mouse.move(*places[0])
            self.page.mouse.down()
            self.page.mouse.move(*places[1], steps=12)
            self.page.mouse.up()

    def choose(self, label, option):
        """Choose from a list."""
        self.field(label).select_option(label=option)

    def tick(self, label):
        """Tick a box."""
        self.page.get_by_label(label).first.check()

    def pick(self, label, *words):
        """Search in a picker and take the first match, once for each of the words."""
        box = self.field(label)
        for each in words:
            box.fill(each)
            self.page.get_by_role("option", name=re.compile(rf"^{re.escape(each)}(?!\d)")).first.click()

    def attach(self, label, *files):
        """Choose files for an upload: (name, content) each."""
        chosen = [{"name": name, "mimeType": "application/octet-stream", "buffer": body} for name, body in files]
        self.field(label).set_input_files(chosen)

    def download(self, name):
        """Press what starts the download of a workbook, and open it."""
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name)).first.click()
        with open(download.value.path(), "rb") as file:
            return load_workbook(file)

    def sees(self, *texts):
        """Whether all of these are on the page, in what a person reads."""
        for text in texts:
            expect(self.page.locator("body"), self.page.url).to_contain_text(text, use_inner_text=True)

    def misses(self, *texts):
        """Whether none of these is on the page, markup included."""
        source = self.page.content()
        found = [text for text in texts if text in source]
        assert not found, f"on {self.page.url}: {found}"

    def is_refused(self, address, status=404):
        """Whether an address typed by hand leads nowhere."""
        response = self.page.goto(address)
        assert response.status == status, f"{address} answers {response.status}"
        self.watch.read(self.page)

    def look(self, name):
        """Keep what is seen, for those who want to see it too."""
        if self._screenshots is not None:
            self.keep(self._screenshots / f"{name}.png")

    def keep(self, path: Path):
        """Keep what is seen in this file."""
        self.page.evaluate("window.scrollTo(0, 0)")
        # The caret stays: hiding it would leave a style attribute behind that the policy complains about.
        self.page.screenshot(path=path, full_page=True, caret="initial")
