"""Tables as text (.csv): whichever sign separates the cells, whichever encoding they are in."""

import pytest

from core.workbook.cells import identifier, integer, text
from core.workbook.reader import read
from core.workbook.schema import Column, Schema

NAMES = Schema(
    "names",
    [
        Column("name", ["姓名"], required=True, parse=text(20)),
        Column("count", ["数量"], parse=integer()),
        Column("number", ["编号"], parse=identifier(20)),
    ],
)


@pytest.fixture
def rows(tmp_path):
    """The rows read from a .csv of these words."""

    def read_words(words, encoding="gb18030"):
        path = tmp_path / "名单.csv"
        path.write_bytes(words.encode(encoding))
        return [row.values for row in read(path, [NAMES]).rows]

    return read_words


@pytest.mark.parametrize(
    "words",
    [
        "姓名,数量,编号\r\n甲,1,01\r\n",
        "姓名\t,数量\t,编号\t\r\n甲\t,1\t,01\t\r\n",
        "名单\r\n姓名\t数量\t编号\r\n甲\t1\t01\r\n",
        "名单，共一人\r\n\r\n姓名,数量,编号\r\n甲,1,01\r\n",
        "姓名;数量;编号\n甲;1;01\n",
        '姓名,数量,编号\n"甲",1,"=""01"""\n',
        '姓名,数量,编号\n甲,1,="01"\n',
    ],
)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_whatever_separates_its_cells(rows, words, encoding):
    assert rows(words, encoding) == [{"name": "甲", "count": 1, "number": "01"}]


def test_commas_within_texts_do_not_separate_cells_of_a_table_with_tabs(rows):
    assert rows("姓名\t数量\n甲,乙,丙,丁\t1\n戊,己\t2\n")[0]["name"] == "甲,乙,丙,丁"
