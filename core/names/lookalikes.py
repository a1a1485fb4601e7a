"""Names that are not the same but look so (Unicode Technical Standard 39, skeletons), and letters that hide others."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from core.names.spelling import same_name

# What another alphabet or a keyboard puts in the place of Latin letters and of Chinese characters. A table of our own:
# most of the standard's 6,000 lines are about scripts that no name here is written in, and the libraries that have
# them for Python are in alpha or no longer kept up.
_latin = (
    "аa еe оo рp сc хx уy іi јj ѕs һh ԁd ԛq ԝw ѵv ӏl ьb кk мm тt вb нh гr пn ԍg үy ҫc "
    "αa οo ρp νv κk ιi υu τt ηn χx ωw γy ϲc ϳj ɑa ɡg ɩi ʟl ıi ɪi ʏy ɴn ʀr ʙb ʜh օo ոn սu հh ցg յj զq "
    "ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz ꜱs øo đd ħh łl"
)
_signs = "0o 1l |l ǀl ‐- ‑- ‒- –- —- ―- −- 一- ー- ㅡ- 〇o ○o ◯o ‘' ’' “\" ”\" `'"
_characters = "ロ口 カ力 エ工 ニ二 ハ八 タ夕 ト卜 ミ三 ヒ匕 チ千 ノ丿 オ才 ォ才 ㅁ口 ㅣ丨 ㅅ人 ㅈ大 曰日"
LOOKS = {ord(pair[0]): pair[1] for pair in f"{_latin} {_signs} {_characters}".split()}
ALPHABETS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC")


def skeleton(name: str) -> str:
    """What a name looks like: equal for two names that a reader may take for each other."""
    plain = same_name(name)
    if plain.isascii():
        return plain.translate(LOOKS)
    return unicodedata.normalize("NFD", plain).translate(LOOKS).translate(LOOKS)  # м looks like m, m like rn


def in_one_alphabet(name: str) -> bool:
    """Whether a name's letters are of one alphabet, beside Chinese: of several, one stands in place of another."""
    return name.isascii() or len({_alphabet_of(letter) for letter in name} - {""}) < 2


def _alphabet_of(letter: str) -> str:
    called = unicodedata.name(letter, "").split(" ", 1)[0] if letter.isalpha() else ""
    return called if called in ALPHABETS else ""


def why_deceptive(name: str, alike: Iterable[str]) -> str:
    """Why a new name is refused beside `alike`, the names of other rows with its skeleton; "" where it is not."""
    if not in_one_alphabet(name):
        return _("“%(name)s” mixes letters of several alphabets that look alike; write it in one") % {"name": name}
    for other in alike:
        if same_name(other) != same_name(name):
            words = _("looks like “%(name)s”, which is entered already and written with other letters")
            return words % {"name": other}
    return ""


def refuse_deceptive(row: models.Model, names: Mapping[str, Any], *, once: Collection[str] = ()) -> None:
    """Refuse a new or changed name of a row that looks like another's. Raises `ValidationError`, at its field.

    `names` are what the row is to be called, by field; each has its skeleton beside it. Of fields in `once`, another's
    very name is refused as well.
    """
    refusals = {}
    for field, name in names.items():
        if row._state.adding or name != getattr(row, field):
            others = type(row)._base_manager.filter(**{f"{field}_skeleton": skeleton(name)}).exclude(pk=row.pk)
            alike = list(others.values_list(field, flat=True))
            refusals[field] = why_deceptive(name, alike) or (_taken(alike[0]) if alike and field in once else "")
    if told := {field: words for field, words in refusals.items() if words}:
        raise ValidationError(told)


def _taken(name: str) -> str:
    words = _("“%(name)s” is called so already; add what tells the two apart, such as the unit")
    return words % {"name": name}
