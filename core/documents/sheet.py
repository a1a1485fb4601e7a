"""The sheet an official letter is written on: A4, margins and grid, fonts, the red head, rules and page numbers."""

from dataclasses import dataclass

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

FANGSONG, HEITI, KAITI, SONG, SONG_TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"
LATIN = "Times New Roman"
RED = RGBColor(0xC0, 0x00, 0x00)


@dataclass(frozen=True)
class Face:
    """A size with its font and the height of its line, in points."""

    font: str
    size: float
    line: float


BODY = Face(FANGSONG, 16, 28.95)  # 3号, 22 lines to a page
TITLE = Face(SONG_TITLE, 22, 33)  # 2号
SMALL = Face(SONG, 14, 16)  # 4号, page numbers
HEAD = Face(SONG_TITLE, 36, 48)
LONGEST_HEAD = 13  # characters of a head in its full size; a longer one is set smaller, in one line

TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
HEAD_FROM_TOP, RULE_FROM_BOTTOM, RULE_WIDTH, NUMBER_BELOW = 30, 20, 170, 7
PAGE_WIDTH, PAGE_HEIGHT = 210, 297
"""Millimetres, all of GB/T 9704-2012 (7.1, 10.1); the rules are centred on the page."""
LINE_PITCH, CLOSER = 579, -5
"""22 lines a page, in twips; letters stand closer by so many twentieths of a point, so that 28 of them fill a line.

A grid of characters does the same in Word; LibreOffice gives a letter that is wider than its cell two of them.
"""
ELSEWHERE = {SONG_TITLE: SONG, FANGSONG: "仿宋", KAITI: "楷体"}
"""What is taken where a font is not installed."""


def prepare(document, *, issuer: str) -> None:
    """Give an empty document the sheet."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance, section.footer_distance = Mm(HEAD_FROM_TOP), Mm(RULE_FROM_BOTTOM)
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    _lay_grid(section)
    _set_normal(document)
    _name_other_fonts(document)
    _write_head(section.first_page_header.paragraphs[0], issuer)
    _draw_rule(section.first_page_footer.paragraphs[0])
    _number_pages(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _number_pages(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    for header in (section.header, section.even_page_header):
        _flatten(header.paragraphs[0])


def shape(
    paragraph: Paragraph,
    *,
    align: WD_ALIGN_PARAGRAPH | None = None,
    first_line: float = 0,
    right: float = 0,
    height: float = BODY.line,
    keep: bool = False,
) -> None:
    """Set a paragraph on the grid; indents are in characters of the text."""
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(height)
    form.space_before = form.space_after = Pt(0)
    form.alignment, form.keep_with_next = align, keep or None
    form.first_line_indent, form.right_indent = Pt(first_line * BODY.size), Pt(right * BODY.size)


def add_run(paragraph: Paragraph, text: str, *, font: str = BODY.font, size: float = BODY.size):
    """Write a text, digits and letters in the Latin font beside the Chinese one."""
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), LATIN
    fonts = run._element.rPr.rFonts
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")
    if size == BODY.size:
        _set_closer(run)
    return run


def _set_closer(run) -> None:
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(CLOSER))
    size = run._element.rPr.find(qn("w:sz"))
    size.addprevious(spacing)


def _lay_grid(section) -> None:
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE_PITCH))


def _set_normal(document) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(BODY.size)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY.font)


def _name_other_fonts(document) -> None:
    table = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    fonts = parse_xml(table.blob)
    for name, other in ELSEWHERE.items():
        font, alternative = OxmlElement("w:font"), OxmlElement("w:altName")
        font.set(qn("w:name"), name)
        alternative.set(qn("w:val"), other)
        font.append(alternative)
        fonts.append(font)
    table._blob = serialize_part_xml(fonts)


def _write_head(paragraph: Paragraph, issuer: str) -> None:
    """The issuer in red, and below it the double rule, the thick line above."""
    size = HEAD.size * min(1, LONGEST_HEAD / max(len(issuer), 1))
    shape(paragraph, align=WD_ALIGN_PARAGRAPH.CENTER, height=max(size * HEAD.line / HEAD.size, 1))
    _widen(paragraph)
    run = add_run(paragraph, issuer, font=SONG_TITLE, size=size)
    run.font.color.rgb = RED
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    _border(paragraph, "bottom", "thickThinSmallGap", space=11)


def _draw_rule(paragraph: Paragraph) -> None:
    """The double rule at the foot of the first page, the thick line below; that page bears no number."""
    _flatten(paragraph)
    _widen(paragraph)
    _border(paragraph, "bottom", "thinThickSmallGap", space=1)


def _widen(paragraph: Paragraph) -> None:
    """As wide as the rules, which go beyond the text and are centred on the page."""
    margin = (PAGE_WIDTH - RULE_WIDTH) / 2
    paragraph.paragraph_format.left_indent = Mm(margin - LEFT)
    paragraph.paragraph_format.right_indent = Mm(margin - RIGHT)


def _border(paragraph: Paragraph, side: str, kind: str, *, space: int) -> None:
    borders, rule = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", "24"), ("space", str(space)), ("color", str(RED))):
        rule.set(qn(f"w:{name}"), value)
    borders.append(rule)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _number_pages(paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH) -> None:
    """— 2 — seven millimetres below the text, one character from the edge."""
    shape(paragraph, align=align, height=SMALL.line)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(SMALL.size)
    rest = Mm(BOTTOM - RULE_FROM_BOTTOM - NUMBER_BELOW) - Pt(SMALL.line)
    paragraph.paragraph_format.space_after = Emu(max(rest, 0))
    add_run(paragraph, "— ", font=SONG, size=SMALL.size)
    run = add_run(paragraph, "", font=SONG, size=SMALL.size)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run._r.append(_field_part(kind, words))
    add_run(paragraph, " —", font=SONG, size=SMALL.size)
    for run in paragraph.runs:
        run._element.rPr.rFonts.set(qn("w:ascii"), SONG)
        run._element.rPr.rFonts.set(qn("w:hAnsi"), SONG)


def _field_part(kind: str, words: str):
    part = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        part.set(qn("w:fldCharType"), kind)
    else:
        part.set(qn("xml:space"), "preserve")
        part.text = words
    return part


def _flatten(paragraph: Paragraph) -> None:
    """An empty line that takes no room."""
    shape(paragraph, height=1)
    add_run(paragraph, "", size=1)
