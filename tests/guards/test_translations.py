"""Everything a person reads is translated: each source has its Chinese, none is doubtful, none is left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import django
import polib
from django.utils.translation.template import templatize

from tests.guards.source import ROOT, modules

CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
ONE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
CALL = re.compile(
    r"\b(?:_|n?gettext|pgettext)\((?:u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")(?:\s*,\s*)?)+", re.DOTALL
)
# Django's own words that people read here, said as people say them: its Chinese of these is stiff or wrong.
SAID_BETTER_THAN_DJANGO = {
    "%(model_name)s with this %(field_label)s already exists.",
    "%(model_name)s with this %(field_labels)s already exists.",
    "Ensure that there are no more than %(max)s decimal place.",
    "Ensure that there are no more than %(max)s digit in total.",
    "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
    "Null characters are not allowed.",
    "This password is too short. It must contain at least %d character.",
    "Your old password was entered incorrectly. Please enter it again.",
    "Your password can’t be a commonly used password.",
    "Your password can’t be entirely numeric.",
    "Your password can’t be too similar to your other personal information.",
    "Your password must contain at least %(min_length)d character.",
}


def texts(call: ast.Call) -> list[str]:
    """The constant texts a call begins with."""
    return [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def wanted(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(context, source) of every call that asks for a translation."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not texts(node):
            continue
        if called(node) in ONE | PLURAL:
            yield "", texts(node)[0]
        elif called(node) in IN_CONTEXT:
            yield texts(node)[0], texts(node)[1]


def wanted_by_templates() -> Iterator[tuple[str, str]]:
    """The same for templates, by way of what Django makes of them for gettext."""
    for path in sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt")):
        for match in CALL.finditer(templatize(path.read_text(encoding="utf-8"))):
            yield from wanted(ast.parse(match.group().rstrip(" ,\n") + ")"))


def catalogue() -> dict[tuple[str, str], polib.POEntry]:
    return {(entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete}


def sources() -> set[tuple[str, str]]:
    return {source for _path, tree in modules() for source in wanted(tree)} | set(wanted_by_templates())


def test_every_source_is_in_the_catalogue():
    assert sorted(sources() - set(catalogue())) == []


def test_every_entry_of_the_catalogue_has_its_source():
    left_over = {source for source in set(catalogue()) - sources() if source[1] not in SAID_BETTER_THAN_DJANGO}
    assert sorted(left_over) == []


def test_django_still_says_what_we_say_better():
    catalogues = Path(django.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po")
    djangos = {entry.msgid for path in catalogues for entry in polib.pofile(str(path))}
    assert SAID_BETTER_THAN_DJANGO - djangos == set()
    assert {("", text) for text in SAID_BETTER_THAN_DJANGO} - set(catalogue()) == set()


def test_every_entry_has_its_chinese_and_none_is_doubtful():
    lacking = [entry.msgid for entry in catalogue().values() if not entry.translated() or entry.fuzzy]
    assert lacking == []


def test_no_entry_lost_a_placeholder():
    placeholder = re.compile(r"%\(\w+\)[sd]")
    differing = [
        entry.msgid
        for entry in catalogue().values()
        for chinese in [entry.msgstr or "".join(entry.msgstr_plural.values())]
        if set(placeholder.findall(entry.msgid)) - set(placeholder.findall(chinese))
        if not entry.msgid_plural
    ]
    assert differing == []


def test_the_guard_sees_a_source_without_chinese():
    assert set(wanted(ast.parse("_('No such thing')"))) - set(catalogue()) == {("", "No such thing")}
