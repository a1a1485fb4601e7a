"""An official letter (信函格式 of GB/T 9704-2012, DOMAIN §3) as .docx: what it says in, the bytes of the file out.

Whatever is given is text: it is written as such, whatever it looks like.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph

from core.documents import sheet
from core.documents.sheet import BODY, HEITI, KAITI, SONG_TITLE, TITLE, add_run

MOST_LEFT_OF_DATE = 4  # characters between the date and the right margin
HEADINGS = ((re.compile(r"^[一二三四五六七八九十]+、"), HEITI), (re.compile(r"^（[一二三四五六七八九十]+）"), KAITI))
LONGEST_HEADING = 40  # letters; what is longer is a sentence that begins as headings do
NOT_IN_XML = re.compile("[^\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NUMBER = re.compile(r"[\[［【(（](\d{4})[\]］】)）]")


@dataclass(frozen=True)
class OfficialLetter:
    """What a letter says. `text` are its paragraphs, one a line; `signed_by` is told above the day."""

    issuer: str
    number: str
    title: str
    addressee: str
    text: str
    signed_by: str
    dated: date


def written_day(day: date) -> str:
    """A day as official documents write it: Arabic, without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def written_number(number: str) -> str:
    """A document number with its year in hexagonal brackets, however it was typed."""
    return NUMBER.sub(r"〔\1〕", number)


def draw_letter(letter: OfficialLetter) -> bytes:
    """The letter as a .docx file."""
    document = Document()
    sheet.prepare(document, issuer=plain(letter.issuer))
    _say_about(document, letter)
    _write_number(document, letter)
    _write_title(document, letter)
    _write_text(document, f"{plain(letter.addressee)}：", indent=False)
    lines = [line.strip() for line in plain(letter.text).splitlines() if line.strip()]
    for place, line in enumerate(lines, 1):
        _write_text(document, line, keep=place == len(lines))
    _sign(document, plain(letter.signed_by), written_day(letter.dated))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def plain(text: str) -> str:
    """A text without the characters that no XML can hold; a tab is a space."""
    return NOT_IN_XML.sub("", "\n".join(text.splitlines()).replace("\t", " "))


def _say_about(document, letter: OfficialLetter) -> None:
    """What the file says of itself: nothing of the program that wrote it, and the day of the letter."""
    about = document.core_properties
    at = datetime.combine(letter.dated, time(), UTC)
    about.title, about.author, about.comments = plain(letter.title)[:255], plain(letter.issuer)[:255], ""
    about.last_modified_by, about.created, about.modified = "", at, at


def _write_number(document, letter: OfficialLetter) -> None:
    """At the right margin, in the line below the double rule."""
    line = document.paragraphs[0] if document.paragraphs else document.add_paragraph()
    sheet.shape(line, align=WD_ALIGN_PARAGRAPH.RIGHT)
    add_run(line, plain(written_number(letter.number)))


def _write_title(document, letter: OfficialLetter) -> None:
    """Two lines below, centred; what is longer than a line is broken in parts of like length."""
    for _blank in range(2):
        sheet.shape(document.add_paragraph())
    for part in _in_parts(plain(letter.title), most=19):
        line = document.add_paragraph()
        sheet.shape(line, align=WD_ALIGN_PARAGRAPH.CENTER, height=TITLE.line)
        add_run(line, part, font=SONG_TITLE, size=TITLE.size)
    sheet.shape(document.add_paragraph())


def _in_parts(title: str, most: int) -> Sequence[str]:
    amount = -(-len(title) // most)
    length = -(-len(title) // amount) if amount else most
    return [title[at : at + length] for at in range(0, len(title), length)] or [""]


def _write_text(document, text: str, *, indent: bool = True, keep: bool = False) -> Paragraph:
    """A paragraph; a heading in its own font, and never the last line of a page.

    `keep` has its end stand on the page of what follows: a signature is never alone on a page (GB/T 9704, 7.3.5).
    """
    line = document.add_paragraph()
    is_short = len(text) <= LONGEST_HEADING
    font = next((font for begins, font in HEADINGS if is_short and begins.match(text)), BODY.font)
    align, is_heading = WD_ALIGN_PARAGRAPH.JUSTIFY, font != BODY.font
    sheet.shape(line, first_line=2 if indent else 0, align=align, keep=keep or is_heading)
    add_run(line, text, font=font)
    return line


def _sign(document, name: str, day: str) -> None:
    """Two lines below the text: the issuer centred over the day, the longer of them four characters from the right."""
    for _blank in range(2):
        sheet.shape(document.add_paragraph(), keep=True)
    of_name, of_day = _width(name), _width(day)
    widest = max(of_name, of_day)
    for words, width, keep in ((name, of_name, True), (day, of_day, False)):
        line = document.add_paragraph()
        right = MOST_LEFT_OF_DATE + (widest - width) / 2
        sheet.shape(line, align=WD_ALIGN_PARAGRAPH.RIGHT, right=right, keep=keep)
        add_run(line, words)


def _width(text: str) -> float:
    """How many characters wide a text is; a digit takes half of one."""
    return sum(0.5 if char.isascii() else 1 for char in text)
