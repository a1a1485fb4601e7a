"""Servers that stand still or go away under a running site: everybody is answered, and nobody is told an untruth."""

import pytest

pytestmark = pytest.mark.drill
NEW = {"category": "市直部门", "level": "city"}
ADD = "/organizations/add/"


@pytest.fixture
def browser(house):
    return house.browser().sign_in()


def test_a_postgresql_that_stands_still_is_answered_for(house, browser):
    assert browser.get("/organizations/").status == 200
    with house.stopped(*house.postgresql):
        answers = [browser.get("/organizations/") for _again in range(3)]
    assert [answer.status for answer in answers] == [503, 503, 503]
    assert all(answer.headers["Retry-After"] for answer in answers)
    assert max(answer.seconds for answer in answers) < 12
    assert browser.get("/organizations/").status == 200


def test_a_valkey_that_stands_still_is_answered_for(house, browser):
    with house.stopped(house.valkey):
        answer = browser.get("/organizations/")
        stranger = house.browser().get("/organizations/")
    assert answer.status == 503
    assert answer.seconds < 8
    assert stranger.seconds < 8
    assert browser.get("/organizations/").status == 200


def test_a_valkey_killed_between_commit_and_answer_makes_nobody_say_that_nothing_was_saved(house):
    house.start_site("tests.drills.killing_site", DRILL_KILLS="/nowhere")
    told = []
    for number in range(5):
        browser = house.browser().sign_in()
        form = browser.get(ADD).text
        house.start_site("tests.drills.killing_site", DRILL_KILLS=str(house.home / "valkey.pid"))
        answer = browser.post(ADD, NEW | {"name": f"市第{number}局党组"}, form=form)
        told.append((answer.status, "没有保存" in answer.text))
        house.start_servers()
        house.start_site("tests.drills.killing_site", DRILL_KILLS="/nowhere")
    listed = house.browser().sign_in().get("/organizations/").text
    assert all(f"市第{number}局党组" in listed for number in range(5))
    assert told == [(302, False)] * 5
