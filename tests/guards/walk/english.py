"""Latin words on a Chinese page that are no name, no number and no sign; Chinese ones on an English page."""

import html
import re

from django.apps import apps
from django.db import models

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
    *("api", "id", "ip", "sha", "totp"),
    "wanglixin",  # an example of a user name
    *("wt", "xs"),  # as numbers of findings and leads begin
}
"""What Chinese, too, calls by these letters."""
CHINESE = re.compile(r"[\u3400-\u9fff]+")
EXAMPLE = re.compile(r"\bplaceholder=\"[^\"]*\"")
APPS = ("core", "rounds", "personnel", "findings", "rectification")
OWN_WORDS = {
    "中文",  # a language is offered in its own words
}
SENTENCES = {
    *("core.Notice.subject", "core.Notice.subjects"),
    *("rounds.Obligation.title", "rounds.Obligation.titles", "rounds.ObligationEvent.title"),
}
"""Columns that hold what the program says, in each language (`core.wording`)."""
CUT_OFF = re.compile(r"=1\+1<[^…]{0,60}?(?:…|\.\.\.)")
"""The payload where a page shows the beginning of a long text."""


def english_on(page: str) -> set[str]:
    """The words on it that people read in English."""
    said = ADDRESS.sub(" ", said_on(page))
    return {word for word in WORD.findall(said) if word.lower() not in ALLOWED | NAMES}


def chinese_on(page: str, typed: str) -> set[str]:
    """The words on it that people read in Chinese, but for what somebody typed and examples of what to type."""
    return {
        word
        for word in CHINESE.findall(said_on(EXAMPLE.sub(" ", page)))
        if word not in typed and word not in OWN_WORDS
    }


def typed_in_rows() -> str:
    """All that the rows hold in columns of text, but for the sentences of the program."""
    texts = []
    for model in (model for app in APPS for model in apps.get_app_config(app).get_models() if model._meta.managed):
        columns = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
            and f"{model._meta.label}.{field.name}" not in SENTENCES
        ]
        texts += [str(value) for row in model._base_manager.values_list(*columns) for value in row if columns]
    return "\n".join(texts)


def said_on(page: str) -> str:
    """What people read on it, but for the payload."""
    page = SILENT.sub(" ", page)
    texts = [TAG.sub(" ", page), *READ.findall(page)]
    return CUT_OFF.sub(" ", html.unescape(" ".join(texts)).replace(PAYLOAD, " "))
