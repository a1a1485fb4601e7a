"""Records and boards: where a thing stands, its facts, and the next steps with reasons."""

import pytest


@pytest.fixture
def reader(gallery, client, office):
    client.force_login(office)
    return client


def test_a_record_shows_its_way_its_facts_its_history_and_what_comes_next(reader, organization):
    content = reader.get(f"/gallery/record/{organization.pk}/").content.decode()
    for expected in (
        "交账",
        "2026-08-20",
        "〔2026〕18巡-3组-07号",
        "剩余3天",
        "佐证材料齐全，提请验收。",
        "记录现场核查",
    ):
        assert expected in content


def test_a_step_that_is_not_open_says_why(reader, organization):
    content = reader.get(f"/gallery/record/{organization.pk}/").content.decode()
    assert "disabled" in content
    assert "须先完成现场核查，且全部措施已完成" in content


def test_a_record_nobody_may_see_is_not_there(reader, db):
    assert reader.get("/gallery/record/999999/").status_code == 404


def test_every_number_of_a_board_opens_its_list_and_every_chart_has_a_table(reader):
    content = reader.get("/gallery/board/").content.decode()
    assert content.count('<a class="tile-link" href="/gallery/list/"') == 4
    assert content.count("查看数据表") == 4


def test_a_paper_is_shown_as_it_will_be_printed(reader, organization):
    assert 'class="paper"' in reader.get(f"/gallery/document/{organization.pk}/").content.decode()
