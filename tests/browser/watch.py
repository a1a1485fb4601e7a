"""What must happen on no page: complaints of the browser, calls elsewhere, failures of ours, words left in English."""

import re

from playwright.sync_api import Error

# File types and keys are called so in Chinese too; "English" is the name of the other language in the user menu.
ENGLISH_IN_CHINESE = {
    "pdf",
    "jpg",
    "png",
    "docx",
    "xlsx",
    "csv",
    "excel",
    "word",
    "wps",
    "ofd",
    "zip",
    "wav",
    "amr",
    "ctrl",
    "enter",
    "esc",
    "english",
}
# What accounts are called to sign in, and where their mail goes, is Latin by its nature.
ACCOUNTS = {"office", "handler", "leading", "leader", "member", "third", "secretary", "liaison", "discipline"}
ACCOUNTS |= {"sysadmin", "secadmin", "auditor", "leadinggroup", "division", "deputy", "orgdept", "cooperating"}
ACCOUNTS |= {"stranger", "othersecretary", "wanglixin", "example", "test"}
ALLOWED = ENGLISH_IN_CHINESE | ACCOUNTS
WORD = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{3,}(?![0-9A-Za-z])")  # not the letters of numbers and passwords
READ = """() => {
    const spoken = ["placeholder", "title", "aria-label", "alt"];
    const labels = [...document.querySelectorAll(spoken.map((name) => `[${name}]`).join(","))]
        .flatMap((each) => spoken.map((name) => each.getAttribute(name)))
        .filter(Boolean);
    return [document.title, document.body.innerText, ...labels].join("\\n");
}"""


# The page itself looks, at every moment: a locator would look again after half a second.
SETTLED = """() => new Promise((settled, failed) => {
    const patience = performance.now() + 10_000;
    const look = () => {
        if (!document.querySelector(".htmx-request")) settled();
        else if (performance.now() > patience) failed(new Error("the page still fetches a part of itself"));
        else setTimeout(look, 10);
    };
    look();
})"""


LEFT = "Execution context was destroyed"


def settle(page):
    """Wait until the parts that the page fetches by itself are there."""
    answer_of(page, SETTLED)


def answer_of(page, question):
    """What a page says to a script of ours; if it is being left, what the next one says."""
    try:
        return page.evaluate(question)
    except Error as error:
        if LEFT not in error.message:
            raise
        page.wait_for_load_state()
        return answer_of(page, question)


class Watch:
    """Follows everything the pages of one browser context do. `complaints` must stay empty."""

    def __init__(self, context, address):
        self.address = address
        self.complaints = []
        context.on("request", self._ask_where)
        context.on("response", self._ask_how)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.complaints.append(f"script failed: {error.error}"))

    def read(self, page):
        """Look over what a person reads on the page now."""
        words = {word for word in WORD.findall(answer_of(page, READ)) if word.lower() not in ALLOWED}
        if words:
            self.complaints.append(f"{page.url}: English {sorted(words)}")

    def _ask_where(self, request):
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"request to another host: {request.url}")

    def _ask_how(self, response):
        if response.status >= 500:
            self.complaints.append(f"{response.status} from {response.url}")

    def _hear(self, message):
        # A refused step answers 4xx by intent; the browser then says so in the console.
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(f"console: {message.text} ({message.location})")
