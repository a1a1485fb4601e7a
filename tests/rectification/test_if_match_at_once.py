"""Two programs that read the same version and change it at the same moment: one wins, the other is told 412."""

import pytest
from django.urls import reverse

from core.access.roles import Role
from rectification.models import CloseOut, Item, Progress
from tests.at_once import before_one_row
from tests.core.api.conftest import ApiClient
from tests.factories import TOLD, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
DONE = {"text": "已修订制度", "completion": "mostly", "rules_made": 1, "funds_recovered": "100.00"}


@pytest.fixture
def both(secretary, liaison):
    """The programs of two accounts of the organization."""
    return ApiClient(secretary), ApiClient(liaison)


def sent_at_once(item, *calls):
    """What both are told; each call is (client, verb, body), and all name the version as it stands now."""
    address = f"items/{item.pk}/"
    tag = calls[0][0].read(address)["ETag"]

    def send(client, verb, body):
        return lambda: client.write(f"{address}{verb}/", body, match=tag)

    return before_one_row(item, *[send(*call) for call in calls])


def codes(answers):
    return sorted(answer.status_code for answer in answers)


def test_of_two_reports_at_once_one_counts(item, both):
    answers = sent_at_once(item, *[(client, "progress", DONE) for client in both])
    assert codes(answers) == [200, 412]
    item.refresh_from_db()
    assert (Progress.objects.count(), item.rules_made, item.funds_recovered) == (1, 1, 100)


def test_who_lost_reads_again_and_may_then_go_on(item, both):
    answers = sent_at_once(item, *[(client, "progress", DONE) for client in both])
    tag = next(answer["ETag"] for answer in answers if answer.status_code == 200)
    again = both[0].write(f"items/{item.pk}/progress/", DONE, match=tag)
    assert again.status_code == 200
    assert Progress.objects.count() == 2


def test_of_two_applications_at_once_one_is_made(done, both):
    answers = sent_at_once(done, *[(client, "apply-close-out", TOLD | {"statement": "已完成"}) for client in both])
    assert codes(answers) == [200, 412]
    assert CloseOut.objects.count() == 1


def test_an_item_closed_and_returned_at_once_goes_one_way(checked, office, handler):
    calls = (ApiClient(office), "close", {}), (ApiClient(handler), "return", {"reason": "补充佐证"})
    answers = sent_at_once(checked, *calls)
    assert codes(answers) == [200, 412]
    checked.refresh_from_db()
    won = next(answer.json()["status"] for answer in answers if answer.status_code == 200)
    assert checked.status == won
    assert CloseOut.objects.get().decided_by in (office, handler)
    ended = {Item.Status.CLOSED: office, Item.Status.RETURNED: handler}
    assert CloseOut.objects.get().decided_by == ended[won]


def test_a_page_and_a_program_deciding_at_once_do_not_block_each_other(checked, office, browse):
    colleague = UserFactory(username="colleague", roles=[Role.OFFICE])
    page, program = browse(colleague), ApiClient(office)
    answers = before_one_row(
        checked,
        lambda: page.post(reverse("rectification:item_close", args=[checked.pk]), {"opinion": "同意"}).status_code,
        lambda: program.write(f"items/{checked.pk}/close/", {}).status_code,
    )
    assert answers in ([302, 409], [200, 200])  # the page shows its form again, with the reason
    assert CloseOut.objects.get().decision == CloseOut.Decision.ACCEPTED


def test_the_same_version_named_one_after_the_other_counts_once(item, both):
    tag = both[0].read(f"items/{item.pk}/")["ETag"]
    answers = [client.write(f"items/{item.pk}/progress/", DONE, match=tag) for client in both]
    assert [answer.status_code for answer in answers] == [200, 412]
