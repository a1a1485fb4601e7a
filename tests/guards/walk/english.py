"""Latin words on a Chinese page that are no name, no number and no sign."""

import html
import re

from tests.guards.walk.payloads import PAYLOAD
from tests.guards.world import CAST

SILENT = re.compile(r"<!--.*?-->|<(script|style|noscript|code|textarea)\b.*?</\1>", re.DOTALL)
READ = re.compile(r"\b(?:title|placeholder|alt|label|aria-[a-z]+text|aria-label|aria-description)=\"([^\"]*)\"")
TAG = re.compile(r"<[^>]*>", re.DOTALL)
ADDRESS = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+|/[\w/.-]*|\buser\d+\b")
"""Addresses, and accounts as factories name them."""
WORD = re.compile(r"[A-Za-z]{2,}")
NAMES = {name.replace("_", "") for name in CAST} | {"stranger"}
"""Of the cast, whose accounts are called so."""
ALLOWED = {
    "english",  # a language is offered in its own words
    *("ctrl", "enter"),  # as keyboards have it
    *("excel", "word", "wps", "ofd", "xlsx", "csv", "pdf", "docx", "zip", "mb"),  # kinds and sizes of files
    *("jpg", "png", "mp", "wav", "amr"),
    *("api", "id", "ip", "sha"),
    "wanglixin",  # an example of a user name
    *("wt", "xs"),  # as numbers of findings and leads begin
}
"""What Chinese, too, calls by these letters."""
CUT_OFF = re.compile(r"=1\+1<[^…]{0,60}?(?:…|\.\.\.)")
"""The payload where a page shows the beginning of a long text."""


def english_on(page: str) -> set[str]:
    """The words on it that people read in English."""
    page = SILENT.sub(" ", page)
    texts = [TAG.sub(" ", page), *READ.findall(page)]
    said = CUT_OFF.sub(" ", html.unescape(" ".join(texts)).replace(PAYLOAD, " "))
    said = ADDRESS.sub(" ", said)
    return {word for word in WORD.findall(said) if word.lower() not in ALLOWED | NAMES}
