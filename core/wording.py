"""Sentences that the program itself writes into rows: kept in every language people read, shown in the reader's.

A row has the sentence in the language of the house, which is searched, sorted, traced and printed, and beside it the
same in the other languages. What people typed is kept as they typed it, and has nothing beside it. Where a column is
for what people type, or a row was written before there was a column beside it, the sentence stands alone: it is
recognized among those that are `kept_alone`, and told in the reader's language.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise, lazy

OTHER_LANGUAGES = tuple(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
"""What people may read besides the language of the house."""


def in_house_language(text: Any, facts: Mapping[str, Any] | None = None) -> str:
    """The sentence, filled in with its facts, which may be translatable themselves."""
    return _said(settings.LANGUAGE_CODE, text, facts)


def in_each_language(text: Any, facts: Mapping[str, Any] | None = None) -> tuple[str, dict[str, str]]:
    """The sentence in the language of the house, and by language in those where it reads otherwise.

    What somebody typed reads the same everywhere, so there is nothing beside it.
    """
    stored = in_house_language(text, facts)
    others = {code: _said(code, text, facts) for code in OTHER_LANGUAGES}
    return stored, {code: said for code, said in others.items() if said != stored}


def for_reader(stored: str, others: Mapping[str, str] | None) -> str:
    """The sentence in the language in use; in that of the house where it was never written in another."""
    return (others or {}).get(translation.get_language() or "", stored)


def sentence(text: Any, **facts: Any) -> Promise:
    """A translatable sentence with its facts, which is said in the language in use wherever it is read."""
    return lazy(lambda: str(text) % facts, str)()  # type: ignore[return-value]


def kept_alone(text: Promise) -> Promise:
    """Declare a sentence that rows have in one language alone, so that `told_again` knows it."""
    _kept_alone.append(text)
    _patterns.cache_clear()
    return text


def told_again(stored: str) -> str:
    """A sentence that is `kept_alone`, in the language in use; whatever else was stored, as it was stored."""
    for pattern, text in _patterns():
        if found := pattern.fullmatch(stored):
            return str(text) % found.groupdict()
    return stored


def columns_searched(stored: str, others: str) -> tuple[str, ...]:
    """Both columns as a search of words takes them: whoever reads the sentence finds it by what they read."""
    return (stored, *(f"{others}__{code}" for code in OTHER_LANGUAGES))


def _said(language: str, text: Any, facts: Mapping[str, Any] | None) -> str:
    with translation.override(language):
        return str(text) % facts if facts else str(text)


_kept_alone: list[Promise] = []
_FACT = re.compile(r"%\((\w+)\)s")


@cache
def _patterns() -> list[tuple[re.Pattern[str], Promise]]:
    """How each of these sentences reads in each language."""
    return [(_pattern(_said(code, text, None)), text) for text in _kept_alone for code, _name in settings.LANGUAGES]


def _pattern(said: str) -> re.Pattern[str]:
    parts = enumerate(_FACT.split(said))
    return re.compile("".join(f"(?P<{part}>.+)" if odd % 2 else re.escape(part) for odd, part in parts), re.DOTALL)
