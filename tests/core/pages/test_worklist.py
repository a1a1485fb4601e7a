"""The first page and the search box."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from core.search import registry
from core.workdays.reckoning import today
from core.workflow.steps import Step, Task
from core.worklist import duties
from core.worklist.duties import Duty
from personnel.models import TrainingRule
from rounds.models import Organization
from tests.factories import InspectionFactory, ItemFactory, PersonFactory, WorkingPaperFactory


@pytest.fixture
def sources(monkeypatch, db):
    """Only the sources of the test, and no training that a new installation has still to arrange."""
    TrainingRule.objects.update(voided_on=today())
    monkeypatch.setattr(duties, "_sources", [])
    monkeypatch.setattr(duties, "_waiting", [])


def duty(title, days=None):
    return Duty(title, "市财政局党组", "/x/", "办理", None if days is None else today() + timedelta(days=days))


def test_duties_stand_by_lateness_and_undated_ones_last(sources, office):
    duties.register(lambda user: [duty("无期限"), duty("后天", 2), duty("逾期", -3)])
    assert [found.title for found in duties.duties_of(office)] == ["逾期", "后天", "无期限"]


def test_the_week_ahead_holds_eight_days_and_skips_empty_ones():
    days = duties.week_ahead([duty("昨天", -1), duty("今天", 0), duty("七天后", 7), duty("八天后", 8)], today())
    assert [[found.title for found in due] for _day, due in days] == [["今天"], ["七天后"]]


def test_what_came_back_stands_beside_the_group_of_its_task():
    task = Task("整改", "去填报", kind="整改问题")
    lines = [replace(duty(f"第{number}项", number), task=task) for number in range(5)]
    lines[2] = replace(lines[2], opinion="材料不全")
    step = Step("progress", "填报", task=task)
    tasks = SimpleNamespace(all=[SimpleNamespace(step=step, keys=range(5))])
    group, returned = duties.grouped(lines, tasks)
    assert (group.kind, group.amount, returned.opinion) == ("整改问题", 4, "材料不全")


def test_a_group_opens_the_list_of_its_task_alone():
    task = Task("整改", "去填报", kind="整改问题", listed="rectification:items")
    lines = [replace(duty(f"第{number}项", number), task=task) for number in range(5)]
    tasks = SimpleNamespace(all=[SimpleNamespace(step=Step("progress", "填报", task=task), keys=range(5))])
    assert duties.grouped(lines, tasks)[0].url == "/items/?awaiting=progress"


def test_the_page_names_the_duty_the_days_and_the_button(sources, browse, office):
    duties.register(lambda user: [duty("签收反馈意见", -2)])
    text = browse(office).get("/").content.decode()
    assert "签收反馈意见" in text
    assert "逾期2天" in text
    assert ">办理</a>" in text


def test_an_empty_worklist_says_what_comes_next(sources, browse, office):
    assert "今天没有到期事项" in browse(office).get("/").content.decode()


def test_a_stranger_is_sent_to_sign_in(browse, db):
    assert browse(None).get("/").url == "/login/?next=/"


def test_search_finds_only_what_the_user_sees(monkeypatch, browse, secretary, organization, other_inspection):
    monkeypatch.setattr(registry, "_kinds", [])
    monkeypatch.setattr(Organization, "get_absolute_url", lambda self: "/x/")
    registry.register(
        "党组织", "inbox", find=lambda user, words: Organization.objects.visible_to(user).filter(name__contains=words)
    )
    text = browse(secretary).get("/search/", {"q": "党组"}).content.decode()
    assert organization.name in text
    assert other_inspection.organization.name not in text


def test_one_character_finds_nothing_and_says_so(browse, office):
    with override("zh-hans"):
        assert "请至少输入两个字" in browse(office).get("/search/", {"q": "市"}).content.decode()


@pytest.mark.parametrize("amount", [1, 50])
def test_a_search_costs_the_same_with_one_row_and_with_fifty(
    browse, office, inspection, django_assert_max_num_queries, amount
):
    for number in range(amount):
        each = InspectionFactory(team=inspection.team, organization__name=f"公务{number}局")
        WorkingPaperFactory(inspection=each)
        ItemFactory(hand_over__inspection=each)
        PersonFactory(name=f"公务{number}")
    client = browse(office)
    with django_assert_max_num_queries(2 + 2 * 6):  # who asks, then for each kind its rows and how many there are
        page = client.get("/search/?q=公务")
    assert len(page.context["found"]) == 6


@pytest.mark.parametrize(("amount", "told"), [(duties.WRITTEN - 1, False), (duties.WRITTEN + 1, True)])
def test_what_others_are_late_with_and_is_not_written_has_its_list_named(
    sources, monkeypatch, browse, office, amount, told
):
    late = [replace(duty(f"第{number}项", -number), listed="/obligations/?light=red") for number in range(amount)]
    monkeypatch.setattr("core.worklist.views.worklist.lines_beside", lambda user: ([], late))
    text = browse(office).get("/").content.decode()
    assert text.count("第") >= min(amount, duties.WRITTEN)
    assert ("全部逾期事项" in text) is told
