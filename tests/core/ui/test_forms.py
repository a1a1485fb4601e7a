"""What forms make of what was sent."""

from django.http import QueryDict

from tests.core.ui.gallery import MeasureFormSet


def test_the_rows_of_a_table_share_what_was_sent_with_plain_lines():
    sent = QueryDict("form-TOTAL_FORMS=3&form-INITIAL_FORMS=0&form-0-content=one%0D%0Atwo")
    rows = MeasureFormSet(sent).forms
    assert len(rows) == 3
    assert len({id(row.data) for row in rows}) == 1, "each row copies all rows"
    assert rows[0].data["form-0-content"] == "one\ntwo"
    assert sent["form-0-content"] == "one\r\ntwo"
