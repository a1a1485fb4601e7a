"""The catalogue of translations: which texts our code asks for, and bringing the file up to them without gettext."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings
from django.utils.translation.template import templatize

PATH = Path(settings.BASE_DIR) / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
WIDTH = 110
ONE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
CALL = re.compile(
    r"\b(?:_|n?gettext|pgettext)\((?:u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")(?:\s*,\s*)?)+", re.DOTALL
)
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]")
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


class Source(NamedTuple):
    """A text as the code asks for its translation."""

    context: str
    text: str
    plural: str = ""


def texts(call: ast.Call) -> list[str]:
    """The constant texts a call begins with."""
    return [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def wanted(tree: ast.AST) -> Iterator[Source]:
    """The texts for which a translation is asked."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not texts(node):
            continue
        if called(node) in ONE:
            yield Source("", texts(node)[0])
        elif called(node) in PLURAL:
            yield Source("", *texts(node)[:2])
        elif called(node) in IN_CONTEXT:
            yield Source(*texts(node)[:2])


def wanted_by_templates() -> Iterator[Source]:
    """The same for templates, by way of what Django makes of them for gettext."""
    folder = Path(settings.BASE_DIR) / "templates"
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".html", ".txt")):
        for match in CALL.finditer(templatize(path.read_text(encoding="utf-8"))):
            yield from wanted(ast.parse(match.group().rstrip(" ,\n") + ")"))


def wanted_by_modules() -> Iterator[Source]:
    """The same for our modules: every package at the top but the tests."""
    for package in sorted(path.parent for path in Path(settings.BASE_DIR).glob("*/__init__.py")):
        for path in sorted(package.rglob("*.py")) if package.name != "tests" else ():
            if "migrations" not in path.parts:
                yield from wanted(ast.parse(path.read_text(encoding="utf-8")))


def sources() -> set[Source]:
    return {*wanted_by_modules(), *wanted_by_templates()}


def read() -> polib.POFile:
    return polib.pofile(str(PATH), wrapwidth=WIDTH)


def entries(catalogue: polib.POFile) -> dict[Source, polib.POEntry]:
    """The entries of the catalogue by what asks for them."""
    living = (entry for entry in catalogue if not entry.obsolete)
    return {Source(entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""): entry for entry in living}


def bring_up_to(catalogue: polib.POFile, asked: Iterable[Source]) -> tuple[list[Source], list[Source]]:
    """Add what is asked for, still without its Chinese, take out what nothing asks for, and sort. Returns both."""
    held = entries(catalogue)
    added = sorted(set(asked) - set(held))
    dropped = sorted(left for left in set(held) - set(asked) if left.text not in SAID_BETTER_THAN_DJANGO)
    stay = [entry for source, entry in held.items() if source not in dropped]
    catalogue[:] = sorted([*stay, *map(new_entry, added)], key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    return added, dropped


def new_entry(source: Source) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=source.context or None,
        msgid=source.text,
        msgid_plural=source.plural,
        msgstr_plural={0: ""} if source.plural else {},
        flags=["python-format"] if PLACEHOLDER.search(source.text) else [],
    )
