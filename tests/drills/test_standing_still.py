"""Servers that stand still or go away under a running site: everybody is answered, and nobody is told an untruth."""

import pytest

from tests.drills.servers import standing_still

pytestmark = pytest.mark.drill
NEW = {"category": "市直部门", "level": "city"}
ADD = "/organizations/add/"


@pytest.fixture
def browser(site):
    return site.signed_in()


def seconds(answer):
    return answer.elapsed.total_seconds()


def test_a_postgresql_that_stands_still_is_answered_for(site, browser):
    assert browser.get("/organizations/").status_code == 200
    with standing_still(*site.database.processes):
        answers = [browser.get("/organizations/") for _again in range(3)]
    assert [answer.status_code for answer in answers] == [503, 503, 503]
    assert all(answer.headers["Retry-After"] for answer in answers)
    assert max(map(seconds, answers)) < 12
    assert browser.get("/organizations/").status_code == 200


def test_a_valkey_that_stands_still_is_answered_for(site, browser):
    with standing_still(site.cache.server.pid):
        answer = browser.get("/organizations/")
        stranger = site.browser().get("/organizations/")
    assert answer.status_code == 503
    assert seconds(answer) < 8
    assert seconds(stranger) < 8
    assert browser.get("/organizations/").status_code == 200


def test_a_valkey_killed_between_commit_and_answer_makes_nobody_say_that_nothing_was_saved(site):
    site.start_web("tests.drills.killing_site")
    told = []
    for number in range(5):
        browser = site.signed_in()
        form = browser.get(ADD).text
        site.start_web("tests.drills.killing_site", DRILL_KILLS=str(site.cache.server.pid))
        answer = browser.post(ADD, NEW | {"name": f"市第{number}局党组"}, page=form)
        told.append((answer.status_code, "没有保存" in answer.text))
        assert site.cache.server.wait(10) != 0
        site.cache.start()
        site.start_web("tests.drills.killing_site")
    listed = site.signed_in().get("/organizations/").text
    assert all(f"市第{number}局党组" in listed for number in range(5))
    assert told == [(302, False)] * 5
