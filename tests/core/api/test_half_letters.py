"""JSON can escape half a letter, which nothing can hold: refused wherever it stands, in a value or in a name."""

import pytest

HALF = "\\ud800"
BODIES = [
    f'{{"text": "{HALF}"}}',
    f'{{"category": "{HALF}"}}',
    f'{{"{HALF}": 1}}',
    f'{{"a": [[{{"b": "x{HALF}"}}]]}}',
    f'["{HALF}"]',
    f'"{HALF}"',
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("address", ["findings/", "working-papers/", "leads/", "token/"])
def test_half_a_letter_is_a_request_that_cannot_be_read(api_of, leader, address, body):
    client = api_of(leader)
    headers = {"Authorization": f"Token {client.token}"}
    answer = client.generic("POST", f"/api/v1/{address}", body, "application/json", headers=headers)
    assert answer.status_code in (400, 405)
    assert answer["Content-Type"] == "application/problem+json"


def test_a_whole_letter_in_two_halves_is_read(api_of, leader):
    client = api_of(leader)
    headers = {"Authorization": f"Token {client.token}"}
    answer = client.generic(
        "POST", "/api/v1/findings/", '{"text": "\\ud83d\\ude00"}', "application/json", headers=headers
    )
    assert answer.status_code == 400
    assert "text" not in answer.json().get("errors", {})
