"""The attacker's tools themselves: what they take out of an answer before two are compared."""

import pytest

from tests.guards.routes import without_numbers


@pytest.mark.parametrize(
    "differing",
    ["478", "987654321", "deadbeef" + "Z" * 56, "12345678" + "q" * 56, "Zq" * 32, "0123456789abcdef" * 2],
    ids=["number", "larger number", "token begun in hex", "token begun in digits", "token", "request id"],
)
def test_what_differs_from_request_to_request_is_taken_out(differing):
    assert without_numbers(f'<a value="{differing}">'.encode()) == '<a value="">'


def test_words_are_left_to_be_compared():
    assert without_numbers("没有找到 not found".encode()) == "没有找到 not found"
