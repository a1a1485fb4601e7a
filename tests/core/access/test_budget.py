"""One budget of expensive work for each account, over pages and API together."""

from threading import BoundedSemaphore

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.access import budget
from core.access.budget import OverBudget, expensive
from core.models import LedgerUpload
from rounds.models import Organization
from tests import ledgers

LIST = "/organizations/?export=xlsx"


@pytest.fixture
def busy(settings, office):
    """An account that has as much under way as it may, and what it is called there."""
    settings.EXPENSIVE_AT_ONCE = 2
    works = ["one", "two"]
    for work in works:
        budget.begin(office, work)
    yield works
    for work in works:
        budget.end(office, work)


def test_an_account_does_so_much_at_once_and_others_do_not_wait_for_it(busy, office, leadinggroup):
    with pytest.raises(OverBudget, match="2"), expensive(office):
        raise AssertionError("it has begun")
    with expensive(leadinggroup):
        pass


def test_what_has_ended_makes_room_even_if_it_failed(settings, office):
    settings.EXPENSIVE_AT_ONCE = 1
    for _time in range(2):
        with pytest.raises(ZeroDivisionError), expensive(office):
            raise ZeroDivisionError
    with expensive(office):
        pass


def test_one_work_does_not_free_the_place_of_another(busy, office):
    budget.end(office, "three")
    with pytest.raises(OverBudget):
        budget.begin(office, "three")


def test_an_account_begins_so_much_in_a_while(settings, office, clock):
    settings.EXPENSIVE_RATE = "2/min"
    clock.set("2026-11-23 09:00")
    for _time in range(2):
        with expensive(office):
            pass
    with pytest.raises(OverBudget) as refusal, expensive(office):
        raise AssertionError("it has begun")
    assert refusal.value.wait == 60
    clock.set("2026-11-23 09:01")
    with expensive(office):
        pass


def test_all_accounts_together_leave_threads_to_who_signs_in(monkeypatch, office, leadinggroup, browse, client):
    monkeypatch.setattr(budget, "_threads", BoundedSemaphore(1))
    with expensive(leadinggroup):
        answer = browse(office).get(LIST)
        assert answer.status_code == 429
        assert int(answer["Retry-After"]) > 0
        assert "其他人正在进行较多大型任务" in answer.text
        assert client.get("/login/").status_code == 200
    assert browse(office).get(LIST).status_code == 200


def test_a_page_says_what_to_wait_for_and_how_long(busy, office, browse):
    for address in (LIST, "/people/?export=xlsx"):
        answer = browse(office).get(address)
        assert answer.status_code == 429
        assert int(answer["Retry-After"]) > 0
        assert "同时进行" in answer.text
    budget.end(office, "one")
    assert browse(office).get(LIST).status_code == 200


def test_the_api_answers_with_problem_details(busy, office, client):
    from core.api.tokens import issue_token

    headers = {"Authorization": f"Token {issue_token(office)[1]}"}
    answer = client.get("/api/v1/figures/", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (429, "over_budget")
    assert answer["Content-Type"] == "application/problem+json"
    assert int(answer["Retry-After"]) > 0


def test_uploads_and_their_previews_are_of_the_budget(busy, office, browse, settings):
    def send():
        file = SimpleUploadedFile("名录.xlsx", ledgers.organizations().getvalue())
        return browse(office).post(reverse("imports"), {"file": file})

    assert send().status_code == 429
    assert not LedgerUpload.objects.exists()
    budget.end(office, "one")
    address = send().url
    assert browse(office).get(address).status_code == 200
    budget.begin(office, "one")
    assert browse(office).get(address).status_code == 429
    assert browse(office).get(f"{address}refused/").status_code == 429
    assert browse(office).post(address, {"do": "good"}).status_code == 429
    assert LedgerUpload.objects.get().asked_at is None, "what was refused is not under way"
    budget.end(office, "one")
    seen = browse(office).get(address).context["fingerprint"]
    browse(office).post(address, {"do": "good", "fingerprint": seen})
    assert Organization.objects.exists()
    budget.begin(office, "one")  # would raise if the saving still held its place
