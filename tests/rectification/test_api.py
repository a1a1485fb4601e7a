"""Items and obligations over the API: the same rows, the same steps, the same refusals as on the pages."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from rectification.closing import services
from rectification.models import CloseOut, Item
from tests.core.api.conftest import ApiClient
from tests.factories import TOLD, ItemFactory, ObligationFactory

from .conftest import carry_out, check

REPORT = {"text": "已修订制度", "completion": "mostly", "rules_made": 2, "funds_recovered": "3400.50"}


@pytest.fixture
def api_of():
    return ApiClient


def numbers(answer):
    return [row["id"] for row in answer.json()["results"]]


class TestReading:
    @pytest.mark.parametrize(
        ("who", "mine", "others"),
        [
            ("office", True, True),
            ("leader", True, False),
            ("secretary", True, False),
            ("division", True, False),
            ("other_secretary", False, True),
            ("discipline", False, False),
            ("auditor", False, False),
        ],
    )
    def test_the_list_holds_what_its_caller_sees(self, item, other_item, api_of, request, who, mine, others):
        api = api_of(request.getfixturevalue(who))
        found = numbers(api.read("items/"))
        assert (item.pk in found, other_item.pk in found) == (mine, others)
        assert api.read(f"items/{item.pk}/").status_code == (200 if mine else 404)

    def test_the_detail_tells_the_next_steps_and_what_blocks_them(self, item, liaison, api_of):
        steps = {
            step["name"]: step["blocked"] for step in api_of(liaison).read(f"items/{item.pk}/").json()["next_steps"]
        }
        assert steps["progress"] == ""
        assert "措施" in steps["apply_close_out"]

    def test_members(self, item, office, api_of):
        row = api_of(office).read(f"items/{item.pk}/").json()
        assert (row["due_on"], row["days_left"], row["status_label"]) == ("2026-12-01", 8, "整改中")
        assert row["organization_name"] == "市财政局党组"
        assert row["text"] == item.finding.text

    @pytest.mark.parametrize(
        ("asked", "found"), [("status=rectifying", 4), ("status=closed", 0), ("due_before=2026-11-23", 1)]
    )
    def test_filters(self, rectifying, office, api_of, asked, found):
        assert len(numbers(api_of(office).read(f"items/?{asked}"))) == found

    @pytest.mark.parametrize("asked", ["status=", "due_before=", "due_before=%20"])
    def test_a_filter_without_a_value_is_refused(self, item, office, api_of, asked):
        answer = api_of(office).read(f"items/?{asked}")
        assert [error["field"] for error in answer.json()["errors"]] == [asked.partition("=")[0]]

    @pytest.mark.parametrize("asked", ["open=", "open=maybe", "open=2"])
    def test_a_truth_value_that_is_none_is_refused(self, item, office, api_of, asked):
        assert api_of(office).read(f"obligations/?{asked}").status_code == 400

    def test_who_sees_an_obligation(self, item, liaison, other_secretary, api_of):
        assert len(numbers(api_of(liaison).read("obligations/?open=true"))) == 7
        assert numbers(api_of(other_secretary).read("obligations/")) == []

    def test_an_obligation_is_told_in_the_language_asked_for(self, item, liaison, api_of):
        api, address = api_of(liaison), "obligations/?node=focused_rectification"
        with translation.override("en"):
            told = [api.read(address, language=code).json()["results"][0]["title"] for code in ("zh-hans", "en", None)]
        assert told == ["完成集中整改", "Finish focused rectification", "完成集中整改"]

    @pytest.mark.parametrize("address", ["items/", "obligations/"])
    def test_a_page_costs_the_same_for_one_row_and_for_fifty(self, item, office, api_of, address):
        api = api_of(office)
        api.read(address)
        with CaptureQueriesContext(connection) as few:
            api.read(address)
        for number in range(101, 151):  # clear of the hand-over's own, at whatever the factory counts
            ObligationFactory(item=ItemFactory(hand_over=item.hand_over, number=number))
        with CaptureQueriesContext(connection) as many:
            api.read(address)
        assert len(few) == len(many) <= 4


class TestWriting:
    def test_the_way_of_an_item(self, item, liaison, office, handler, leader, api_of):
        side, desk, team, address = api_of(liaison), api_of(office), api_of(leader), f"items/{item.pk}"
        assert side.write(f"{address}/progress/", REPORT).status_code == 200
        item.refresh_from_db()
        assert (item.rules_made, str(item.funds_recovered)) == (2, "3400.50")
        assert desk.read(f"{address}/").json()["funds_recovered"] == "3400.50"
        assert side.write(f"{address}/apply-close-out/", TOLD | {"statement": "完成"}).status_code == 409
        carry_out(item, liaison)
        assert side.write(f"{address}/apply-close-out/", TOLD | {"statement": "完成"}).status_code == 200
        assert desk.write(f"{address}/close/").status_code == 409
        assert desk.write(f"{address}/accept/").status_code == 403
        assert team.write(f"{address}/accept/", {"opinion": "整改到位"}).json()["status"] == "awaiting_acceptance"
        assert desk.write(f"{address}/return/", {"reason": "缺会议记录"}).json()["status"] == "returned"
        assert side.write(f"{address}/apply-close-out/", TOLD | {"statement": "已补"}).status_code == 409
        assert side.write(f"{address}/progress/", {"text": "已补", "completion": "done"}).status_code == 200
        assert side.write(f"{address}/apply-close-out/", TOLD | {"statement": "已补"}).status_code == 200
        assert team.write(f"{address}/return/", {"reason": "照片不清"}).json()["status"] == "returned"
        assert side.write(f"{address}/progress/", {"text": "已换", "completion": "done"}).status_code == 200
        assert side.write(f"{address}/apply-close-out/", TOLD | {"statement": "已换"}).status_code == 200
        assert team.write(f"{address}/accept/").status_code == 200
        item.refresh_from_db()
        check(item, handler)
        assert desk.write(f"{address}/close/", {"opinion": "同意"}).json()["status"] == "closed"
        assert Item.objects.get(pk=item.pk).closed_on == date(2026, 11, 23)

    @pytest.mark.parametrize("money", [12.5, 12, "", "1e3", "１２", "12.345", "-1"])
    def test_money_is_sent_as_a_decimal_string(self, item, liaison, money, api_of):
        answer = api_of(liaison).write(f"items/{item.pk}/progress/", REPORT | {"funds_recovered": money})
        assert [error["field"] for error in answer.json()["errors"]] == ["funds_recovered"]

    @pytest.mark.parametrize(
        ("who", "step", "body"),
        [
            ("office", "progress", REPORT),
            ("office", "apply-close-out", TOLD | {"statement": "完成"}),
            ("liaison", "close", {}),
            ("secretary", "return", {"reason": "理由"}),
            ("leadinggroup", "close", {}),
            ("division", "progress", REPORT),
        ],
    )
    def test_each_side_keeps_to_its_steps(self, checked, who, step, body, api_of, request):
        answer = api_of(request.getfixturevalue(who)).write(f"items/{checked.pk}/{step}/", body)
        assert answer.status_code == 403
        assert Item.objects.get(pk=checked.pk).status == Item.Status.AWAITING_ACCEPTANCE

    def test_an_item_of_others_is_not_there(self, checked, other_secretary, api_of):
        assert api_of(other_secretary).write(f"items/{checked.pk}/close/").status_code == 404

    @pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": "  "}])
    def test_a_return_says_why(self, checked, office, api_of, body):
        assert api_of(office).write(f"items/{checked.pk}/return/", body).status_code == 400

    def test_the_same_call_twice_with_one_key_acts_once(self, checked, office, api_of):
        api = api_of(office)
        first = api.write(f"items/{checked.pk}/close/", {"opinion": "同意"}, key="close-1")
        again = api.write(f"items/{checked.pk}/close/", {"opinion": "同意"}, key="close-1")
        assert (first.status_code, again.status_code) == (200, 200)
        assert first.json() == again.json()
        assert CloseOut.objects.get().decision == "accepted"

    def test_a_version_that_has_passed_is_refused(self, checked, office, api_of):
        api = api_of(office)
        tag = api.read(f"items/{checked.pk}/")["ETag"]
        services.return_item(checked, "佐证不足", by=office)
        assert api.write(f"items/{checked.pk}/close/", match=tag).status_code == 412
