"""Sentences that the program itself writes into rows: kept in every language people read, shown in the reader's.

A row has the sentence in the language of the house, which is searched, sorted, traced and printed, and beside it the
same in the other languages. What people typed is kept as they typed it, and has nothing beside it.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise, lazy

OTHER_LANGUAGES = tuple(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
"""What people may read besides the language of the house."""


def in_house_language(text: Any, facts: Mapping[str, Any] | None = None, *, longest: int | None = None) -> str:
    """The sentence, filled in with its facts, which may be translatable themselves; cut where its column ends."""
    return _said(settings.LANGUAGE_CODE, text, facts, longest)


def in_each_language(
    text: Any, facts: Mapping[str, Any] | None = None, *, longest: int | None = None
) -> tuple[str, dict[str, str]]:
    """The sentence in the language of the house, and by language in those where it reads otherwise.

    What somebody typed reads the same everywhere, so there is nothing beside it.
    """
    stored = in_house_language(text, facts, longest=longest)
    others = {code: _said(code, text, facts, longest) for code in OTHER_LANGUAGES}
    return stored, {code: said for code, said in others.items() if said != stored}


def for_reader(stored: str, others: Mapping[str, str] | None) -> str:
    """The sentence in the language in use; in that of the house where it was never written in another."""
    return (others or {}).get(translation.get_language() or "", stored)


def sentence(text: Any, **facts: Any) -> Promise:
    """A translatable sentence with its facts, which is said in the language in use wherever it is read."""
    return lazy(lambda: str(text) % facts, str)()  # type: ignore[return-value]


def columns_searched(stored: str, others: str) -> tuple[str, ...]:
    """Both columns as a search of words takes them: whoever reads the sentence finds it by what they read."""
    return (stored, *(f"{others}__{code}" for code in OTHER_LANGUAGES))


def _said(language: str, text: Any, facts: Mapping[str, Any] | None, longest: int | None) -> str:
    with translation.override(language):
        return (str(text) % facts if facts else str(text))[:longest]
