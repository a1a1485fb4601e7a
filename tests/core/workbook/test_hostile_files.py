"""What is no ledger, or means harm, is refused with a sentence that a clerk understands. Nothing is evaluated."""

import io
import time
import tracemalloc
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from core.workbook import grid as grids
from core.workbook import package
from core.workbook.cells import integer, text
from core.workbook.package import UnreadableFile
from core.workbook.reader import read
from core.workbook.schema import Column, Schema
from tests.core.workbook.schemas import ALL
from tests.ledgers import as_file, organizations, sheet_of

NAMES = Schema("names", [Column("name", ["姓名"], required=True), Column("count", ["数量"], parse=integer())])
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def named(content, name):
    file = io.BytesIO(content)
    file.name = name
    return file


def changed(changes, source=None):
    """A real workbook with some of its parts replaced (None: taken out)."""
    source = source or as_file(sheet_of([["姓名", "数量"], ["甲", 1]]))
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            if content is not None:
                new.writestr(name, content)
    out.seek(0)
    return out


def sheet_xml(rows, tail="", head=""):
    return f'{head}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{tail}</worksheet>'


def inline(place, words):
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


HEADER = f'<row r="1">{inline("A1", "姓名")}{inline("B1", "数量")}</row>'


def sheet(rows, **parts):
    return changed({"xl/worksheets/sheet1.xml": sheet_xml(HEADER + rows, **parts)})


def refusal(file, schemas=ALL):
    with pytest.raises(UnreadableFile) as refused:
        read(file, schemas)
    return str(refused.value)


def test_other_kinds_of_file_are_named():
    assert "空的" in refusal(named(b"", "a.xlsx"))
    assert "旧格式" in refusal(named(package.OLE + b"\0" * 600, "a.xlsx"))
    assert "密码" in refusal(named(package.OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.xlsx"))
    assert "网页" in refusal(named(b"<html><table></table></html>", "a.xls"))
    assert "纯文本" in refusal(named("姓名,数量\n甲,1\n".encode("gbk"), "a.xlsx"))
    assert "损坏" in refusal(named(b"\x7fELF\0\0\0\0", "a.xlsx"))
    assert "编码" in refusal(named(b"\xff\xff\xff\xff", "a.csv"))
    assert "损坏" in refusal(named(b"a,b\0,c", "a.csv"))


def test_a_zip_that_is_no_workbook_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert "不是Excel工作簿" in refusal(content)


def test_a_workbook_under_the_name_of_text_is_read():
    reading = read(named(organizations().getvalue(), "a.csv"), ALL)
    assert len(reading.good) == 121


@pytest.mark.parametrize("cut", [10, 100, 2000, -30])
def test_a_truncated_workbook_is_refused(cut):
    assert "损坏" in refusal(named(organizations().getvalue()[:cut], "a.xlsx"))


def test_flipped_bytes_are_refused_or_read_but_never_crash():
    content = organizations().getvalue()
    for position in range(0, len(content), 97):
        broken = bytearray(content)
        broken[position] ^= 0xFF
        try:
            read(named(bytes(broken), "a.xlsx"), ALL)
        except UnreadableFile:
            continue


def test_macros_binary_and_strict_workbooks_are_refused():
    assert "宏" in refusal(changed({"xl/vbaProject.bin": b"x"}))
    assert "xlsb" in refusal(changed({"xl/workbook.xml": None, "xl/workbook.bin": b"x"}))
    strict = '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
    assert "严格" in refusal(changed({"xl/workbook.xml": strict}))


def test_a_part_that_is_no_xml_is_refused():
    assert "损坏" in refusal(changed({"xl/worksheets/sheet1.xml": "<worksheet><sheetData>"}))
    assert "损坏" in refusal(changed({"xl/workbook.xml": "nonsense"}))
    assert "损坏" in refusal(changed({"[Content_Types].xml": None}))


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_part_and_encoding(part, encoding, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("机密")
    evil = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n'
        f'<!DOCTYPE worksheet [<!ENTITY secret SYSTEM "file://{secret}">]>'
        + sheet_xml(HEADER + f'<row r="2">{inline("A2", "&secret;")}</row>')
    )
    message = refusal(changed({part: evil.encode(encoding)}), [NAMES])
    assert "XML实体" in message
    assert "机密" not in message


def test_a_billion_laughs_are_refused_at_once():
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9)
    )
    started = time.process_time()
    message = refusal(sheet(inline("A2", "&j;"), head=f"<!DOCTYPE worksheet [{entities}]>"))
    assert "XML实体" in message
    assert time.process_time() - started < 1


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = changed({"xl/media/image1.png": b"\0" * (package.MAX_UNPACKED + 1)})
    assert len(bomb.getvalue()) < 200_000
    tracemalloc.start()
    assert "解压后远超" in refusal(bomb)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_suspicious_ratio_and_too_many_parts_are_refused():
    assert "解压后远超" in refusal(changed({"xl/media/image1.png": b"\0" * (package.RATIO_FROM + 1)}))
    assert "解压后远超" in refusal(changed({f"xl/media/{number}.bin": b"" for number in range(package.MAX_PARTS)}))


def test_a_part_larger_than_it_claims_is_refused():
    """The central directory says a few bytes; the data unpacks to millions."""
    source = changed({"xl/media/bomb.xml": b"<a>" + b"x" * 5_000_000 + b"</a>"})
    content = bytearray(source.getvalue())
    with zipfile.ZipFile(source) as archive:
        size = archive.getinfo("xl/media/bomb.xml").file_size
    lying = bytes(content).replace(size.to_bytes(4, "little"), (20).to_bytes(4, "little"))
    assert "损坏" in refusal(named(lying, "a.xlsx"))


def test_a_file_beyond_the_size_limit_is_not_read(monkeypatch):
    monkeypatch.setattr(package, "MAX_FILE", 1000)
    assert "超过" in refusal(organizations())


def test_more_cells_than_a_ledger_has_are_refused_before_they_become_objects(monkeypatch):
    monkeypatch.setattr(package, "MAX_TAGS", 200_000)
    assert "单元格过多" in refusal(sheet(f'<row r="2">{"<c/>" * 200_000}</row>'))


def test_a_hundred_thousand_blank_rows_hide_nothing_and_cost_little():
    blanks = "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(3, 100_003))
    started = time.process_time()
    reading = read(
        sheet(f'<row r="2">{inline("A2", "甲")}</row>{blanks}<row r="1048576">{inline("A1048576", "乙")}</row>'),
        [NAMES],
    )
    assert [(row.number, row["name"]) for row in reading.good] == [(2, "甲"), (1_048_576, "乙")]
    assert time.process_time() - started < 10


@pytest.mark.parametrize("row", ['<row r="2"/>', "<row/>", '<row r="9"><c r="A9" s="0"/></row>'])
def test_a_workbook_of_empty_rows_is_refused_before_it_costs_much(row):
    started = time.process_time()
    words = refusal(sheet(f'<row r="2">{inline("A2", "甲")}</row>{row * 160_000}'), [NAMES])
    assert "空行" in words
    assert time.process_time() - started < 10


def test_empty_rows_are_counted_over_all_sheets(monkeypatch):
    monkeypatch.setattr(grids, "MAX_BLANK_ROWS", 5)
    book = Workbook()
    for title in ("一", "二"):
        page = book.create_sheet(title)
        page.append(["姓名", "数量"])
        page.append(["甲", 1])
        for number in range(3, 6):
            page.row_dimensions[number].height = 20
    assert "空行" in refusal(as_file(book), [NAMES])


def test_rows_columns_and_numbers_out_of_bounds_are_refused(monkeypatch):
    assert "损坏" in refusal(sheet(f'<row r="99999999999">{inline("A99999999999", "甲")}</row>'), [NAMES])
    assert "超过256列" in refusal(sheet(f'<row r="2">{inline("XFD2", "甲")}</row>'), [NAMES])
    monkeypatch.setattr(grids, "MAX_ROWS", 100)
    assert "超过100行" in refusal(organizations())


def test_merged_ranges_over_the_whole_sheet_cost_little(monkeypatch):
    rows = "".join(f'<row r="{number}">{inline(f"B{number}", "1")}</row>' for number in range(3, 300))
    merges = '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    started = time.process_time()
    reading = read(sheet(f'<row r="2">{inline("A2", "甲")}</row>{rows}', tail=merges), [NAMES])
    assert {row["name"] for row in reading.good} == {"甲"}
    assert time.process_time() - started < 5
    monkeypatch.setattr(grids, "MAX_MERGED_CELLS", 100)
    assert "合并单元格过多" in refusal(sheet(f'<row r="2">{inline("A2", "甲")}</row>{rows}', tail=merges), [NAMES])


def test_a_cell_of_a_million_characters_is_an_error_of_that_cell():
    reading = read(as_file(sheet_of([["姓名", "数量"], ["甲", 1]])), [NAMES])
    assert len(reading.good) == 1
    reading = read(sheet(f'<row r="2">{inline("A2", "长" * 1_000_000)}</row>'), [NAMES])
    (error,) = reading.errors
    assert error.message == "超过单元格的长度上限（32767字）"
    assert len(str(error)) < 200


def test_one_long_text_shared_by_many_cells_is_bounded():
    strings = f'<sst xmlns="{MAIN}"><si><t>{"长" * 30_000}</t></si></sst>'
    rows = "".join(f'<row r="{number}"><c r="A{number}" t="s"><v>0</v></c></row>' for number in range(2, 2000))
    types = zipfile.ZipFile(as_file(sheet_of([["a"]]))).read("[Content_Types].xml")
    override = (
        b'<Override PartName="/xl/sharedStrings.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    types = types if b"sharedStrings" in types else types.replace(b"</Types>", override)
    parts = {
        "xl/sharedStrings.xml": strings,
        "xl/worksheets/sheet1.xml": sheet_xml(HEADER + rows),
        "[Content_Types].xml": types,
    }
    assert "文字远超" in refusal(changed(parts), [NAMES])


def test_formulas_without_a_result_are_refused_and_never_evaluated():
    book = Workbook()
    book.active.append(["姓名", "数量"])
    book.active.append(['=HYPERLINK("http://127.0.0.1","甲")', "=1+1"])
    book.active["A3"] = ArrayFormula("A3:A3", "=CMD|'/c calc'!A1")
    first, second = read(as_file(book), [NAMES]).rows
    assert [error.column_letter for error in first.errors] == ["A", "B"]
    assert [error.value for error in second.errors] == ["=CMD|'/c calc'!A1"]
    assert {error.message for error in first.errors + second.errors} == {
        "是没有计算结果的公式，请用Excel或WPS打开并保存后再导入"
    }


def test_a_formula_shows_what_it_last_showed_in_excel():
    rows = f'<row r="2">{inline("A2", "甲")}<c r="B2"><f>1+1</f><v>2</v></c></row>'
    assert read(sheet(rows), [NAMES]).rows[0]["count"] == 2


def test_an_excel_error_is_no_value():
    rows = '<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2"><f>1/0</f><v>2</v></c></row>'
    reading = read(sheet(rows), [NAMES])
    assert [error.message for error in reading.errors] == ["显示为Excel错误#REF!"]


def test_links_to_other_workbooks_are_not_followed():
    rows = f'<row r="2">{inline("A2", "甲")}<c r="B2"><f>[1]Sheet1!A1</f></c></row>'
    parts = {
        "xl/worksheets/sheet1.xml": sheet_xml(HEADER + rows),
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
    }
    reading = read(changed(parts), [NAMES])
    assert [error.value for error in reading.errors] == ["=[1]Sheet1!A1"]


def test_numbers_that_are_none_are_errors_of_their_cells():
    schema = Schema("names", [Column("name", ["姓名"], parse=text(5)), Column("count", ["数量"], parse=integer())])
    rows = f'<row r="2">{inline("A2", "甲")}<c r="B2"><v>1e999</v></c></row>'
    assert [error.column_letter for error in read(sheet(rows), [schema]).errors] == ["B"]
    assert "损坏" in refusal(sheet('<row r="2"><c r="A2"><v>1x</v></c></row>'), [schema])


def test_the_parsers_of_openpyxl_are_the_defused_ones():
    from openpyxl import DEFUSEDXML, LXML

    assert DEFUSEDXML
    assert LXML
