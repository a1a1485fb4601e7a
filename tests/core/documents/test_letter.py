"""An official letter as .docx: the sheet of GB/T 9704, and text that stays text."""

import io
from datetime import date

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from core.documents.letter import OfficialLetter, draw_letter, plain, written_day, written_number

ISSUER = "中共临原市委巡察工作领导小组办公室"


def drawn(**said):
    given = {
        "issuer": ISSUER,
        "number": "巡督[2026]3号",
        "title": "巡察整改督办通知书",
        "addressee": "市农业农村局党组",
        "text": "请认真研究。\n一、督办要求\n（一）按期答复\n特此通知。",
        "signed_by": ISSUER,
        "dated": date(2026, 3, 5),
    }
    return Document(io.BytesIO(draw_letter(OfficialLetter(**(given | said)))))


def lines(document):
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def paragraph_of(document, text):
    return next(paragraph for paragraph in document.paragraphs if paragraph.text == text)


def fonts_of(document, text):
    run = paragraph_of(document, text).runs[0]
    return run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.size


def about(length, expected):
    return abs(length - expected) < Mm(0.05)


def test_the_page_has_the_margins_of_the_standard():
    section = drawn().sections[0]
    assert about(section.page_width, Mm(210))
    assert about(section.page_height, Mm(297))
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert all(map(about, margins, map(Mm, (37, 35, 28, 26))))


def test_fonts_and_sizes_are_those_of_the_standard():
    document = drawn()
    assert fonts_of(document, "请认真研究。") == ("仿宋_GB2312", Pt(16))
    assert fonts_of(document, "巡察整改督办通知书") == ("方正小标宋简体", Pt(22))
    assert fonts_of(document, "一、督办要求")[0] == "黑体"
    assert fonts_of(document, "（一）按期答复")[0] == "楷体_GB2312"


def test_a_line_of_text_is_as_high_as_twenty_two_of_a_page():
    form = paragraph_of(drawn(), "请认真研究。").paragraph_format
    assert (form.line_spacing, form.first_line_indent) == (Pt(28.95), Pt(32))


def test_number_addressee_and_day_are_written_as_offices_do():
    document = drawn()
    assert lines(document) == [
        "巡督〔2026〕3号",
        "巡察整改督办通知书",
        "市农业农村局党组：",
        "请认真研究。",
        "一、督办要求",
        "（一）按期答复",
        "特此通知。",
        ISSUER,
        "2026年3月5日",
    ]
    assert paragraph_of(document, "巡督〔2026〕3号").alignment == WD_ALIGN_PARAGRAPH.RIGHT


@pytest.mark.parametrize(
    ("issuer", "right"), [("巡察办", (5.5, 4)), (ISSUER, (4, 9.5))], ids=["short name", "long name"]
)
def test_the_longer_of_issuer_and_day_ends_four_characters_from_the_margin(issuer, right):
    document = drawn(signed_by=issuer)
    shown = [paragraph_of(document, text).paragraph_format.right_indent for text in (issuer, "2026年3月5日")]
    assert [length.pt / 16 for length in shown] == pytest.approx(right, abs=0.6)


def test_the_head_is_red_above_a_double_rule_and_the_first_page_bears_no_number():
    section = drawn().sections[0]
    head = section.first_page_header.paragraphs[0]
    assert (head.text, str(head.runs[0].font.color.rgb)) == (ISSUER, "C00000")
    assert head._p.pPr.find(qn("w:pBdr"))[0].get(qn("w:val")) == "thickThinSmallGap"
    foot = section.first_page_footer.paragraphs[0]
    assert (foot.text, foot._p.pPr.find(qn("w:pBdr"))[0].get(qn("w:val"))) == ("", "thinThickSmallGap")


def test_further_pages_are_numbered_right_and_left():
    section = drawn().sections[0]
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        number = footer.paragraphs[0]
        assert number.text.startswith("— ")
        assert number.text.endswith(" —")
        assert number.alignment == align
        assert [part.text for part in number._p.iter(qn("w:instrText"))] == ["PAGE"]


def test_what_people_wrote_is_text_whatever_it_looks_like():
    nasty = '</w:t></w:r><w:p>&amp;<!DOCTYPE x> {HYPERLINK "http://x"} \x00\x0b=1+1'
    document = drawn(text=nasty, addressee="<b>局</b>", number="<i>")
    told = "\n".join(lines(document))
    assert '</w:t></w:r><w:p>&amp;<!DOCTYPE x> {HYPERLINK "http://x"}' in told
    assert "<b>局</b>：" in told
    assert "\x00" not in told
    assert len(list(document.element.iter(qn("w:hyperlink")))) == 0


def test_the_file_says_nothing_of_the_program_that_wrote_it():
    about_file = drawn().core_properties
    assert (about_file.author, about_file.title, about_file.comments) == (ISSUER, "巡察整改督办通知书", "")
    assert about_file.created.date() == date(2026, 3, 5)


def test_a_long_issuer_stays_in_one_line_of_the_head():
    sizes = [
        drawn(issuer="巡" * length).sections[0].first_page_header.paragraphs[0].runs[0].font.size.pt
        for length in (5, 40)
    ]
    assert sizes[0] == 36
    assert sizes[1] * 40 <= 170 / 25.4 * 72


def test_days_and_numbers():
    assert (written_day(date(2022, 3, 5)), written_number("巡建(2022)5号")) == ("2022年3月5日", "巡建〔2022〕5号")
    assert plain("一\r\n二\t三\x07") == "一\n二 三"


def test_a_signature_never_stands_alone_on_a_page():
    document = drawn()
    signed = lines(document).index(ISSUER)
    kept = [part.paragraph_format.keep_with_next for part in document.paragraphs if part.text.strip() or signed]
    text = [part.text for part in document.paragraphs if part.text.strip() or signed]
    last, name = text.index("特此通知。"), text.index(ISSUER)
    assert all(kept[last : name + 1]), "the last paragraph, the blank lines and the issuer hold together"
    assert not kept[text.index("请认真研究。")]
