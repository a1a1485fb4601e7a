"""The one way in which typed words find rows: every word must occur, in any order, in a text or a name."""

import unicodedata
from functools import reduce
from operator import and_, or_

from django.db.models import Q

from core.names.lookalikes import skeleton
from core.names.spelling import INVISIBLE

WIDENED = {letter: letter + 0xFEE0 for letter in range(0x21, 0x7F)}
MOST_WORDS = 8  # what follows counts as one word, so that no address makes an endless condition


def matching(said: str, *texts: str, names: tuple[str, ...] = (), spelt: tuple[str, ...] = ()) -> Q:
    """Rows in which each word of `said` occurs somewhere.

    `texts` are plain columns; `names` have a skeleton and a pinyin key beside them (`czj` finds 市财政局), `spelt` a
    skeleton only. Letters and digits are found in either width.
    """
    words = said.translate(INVISIBLE).split(None, MOST_WORDS - 1)
    return reduce(and_, (reduce(or_, _of_word(word.strip(), texts, names, spelt)) for word in words), Q())


def _of_word(word: str, texts: tuple[str, ...], names: tuple[str, ...], spelt: tuple[str, ...]):
    """The conditions of which one must hold for this word."""
    narrow = unicodedata.normalize("NFKC", word)
    for form in {word, narrow, narrow.translate(WIDENED)}:
        yield from (Q(**{f"{text}__icontains": form}) for text in (*texts, *names, *spelt))
    if key := skeleton(word):
        yield from (Q(**{f"{name}_skeleton__contains": key}) for name in (*names, *spelt))
    read = narrow.replace("'", "").replace(" ", "").lower()
    if read and read.isascii():
        yield from (Q(**{f"{name}_key__contains": read}) for name in names)
