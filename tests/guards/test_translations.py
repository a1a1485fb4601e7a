"""Everything a person reads is translated: each source has its Chinese, none is doubtful, none is left over."""

import ast
import re
from pathlib import Path

import django
import polib

from config.catalogue import PATH, SAID_BETTER_THAN_DJANGO, Source, bring_up_to, entries, read, sources, wanted


def catalogue() -> dict[Source, polib.POEntry]:
    return entries(read())


def test_every_source_is_in_the_catalogue_and_every_entry_has_its_source():
    asked, there = sources(), set(catalogue())
    assert sorted(asked - there) == []
    assert sorted(source for source in there - asked if source.text not in SAID_BETTER_THAN_DJANGO) == []


def test_django_still_says_what_we_say_better():
    catalogues = Path(django.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po")
    djangos = {entry.msgid for path in catalogues for entry in polib.pofile(str(path))}
    assert SAID_BETTER_THAN_DJANGO - djangos == set()
    assert SAID_BETTER_THAN_DJANGO - {source.text for source in catalogue() if not source.context} == set()


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
    assert set(wanted(ast.parse("_('No such thing')"))) - set(catalogue()) == {Source("", "No such thing")}


def test_the_catalogue_is_as_make_messages_writes_it():
    file = read()
    bring_up_to(file, sources())
    assert f"{file}" == PATH.read_text(encoding="utf-8")


def test_a_new_text_gets_an_empty_entry_in_its_place_and_an_old_one_goes():
    file = read()
    asked = {Source("", "%(count)d aardvark", "%(count)d aardvarks"), Source("zoo", "Aardvark"), Source("", "Items")}
    added, dropped = bring_up_to(file, asked)
    assert set(added) | {Source("", "Items")} == asked | {Source("", "Items")}
    assert Source("", "Cancel") in dropped
    mine = [entry for entry in file if entry.msgid not in SAID_BETTER_THAN_DJANGO]
    assert [(entry.msgctxt, entry.msgid) for entry in mine] == [
        (None, "%(count)d aardvark"),
        ("zoo", "Aardvark"),
        (None, "Items"),
    ]
    assert mine[0].flags == ["python-format"]
    assert mine[0].msgstr_plural == {0: ""}
    assert mine[2].msgstr
