"""The same call twice, one after the other and at once."""

import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from core.api import idempotency
from core.models import IdempotencyKey
from rounds.models import Inspection, Organization
from tests.at_once import together
from tests.core.api.test_errors import problem

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.api.sample")]


def test_a_call_sent_again_is_answered_again_and_carried_out_once(api):
    first = api.write("organizations/", {"name": "新"}, key="k1")
    again = api.write("organizations/", {"name": "新"}, key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert (again["Idempotency-Replayed"], again["ETag"]) == ("true", first["ETag"])
    assert "Idempotency-Replayed" not in first
    assert Organization.objects.filter(name="新").count() == 1


def test_a_step_sent_again_is_not_an_illegal_step(api, inspection):
    for _number in range(2):
        assert api.write(f"inspections/{inspection.pk}/leave/", key="k1").status_code == 200
    problem(api.write(f"inspections/{inspection.pk}/leave/", key="k2"), 409, "illegal_step")


def test_one_key_for_another_body_or_address_is_refused(api, inspection):
    api.write("organizations/", {"name": "新"}, key="k1")
    problem(api.write("organizations/", {"name": "又"}, key="k1"), 422, "key_reused")
    problem(api.write(f"inspections/{inspection.pk}/leave/", key="k1"), 422, "key_reused")
    assert not Organization.objects.filter(name="又").exists()


def test_keys_of_two_people_do_not_meet(api, api_of, handler):
    api.write("organizations/", {"name": "新"}, key="k1")
    assert api_of(handler).write("organizations/", {"name": "又"}, key="k1").status_code == 201


def test_a_refused_call_leaves_nothing_and_may_be_tried_again(api, organization):
    address = f"organizations/{organization.pk}/rename/"
    problem(api.write(address, {"name": "refused"}, key="k1"), 403, "refused")
    problem(api.write(address, {"name": "boom"}, key="k1"), 500, "error")
    problem(api.write(address, {}, key="k1"), 400, "invalid")
    assert api.write(f"organizations/{organization.pk}/bury/", key="k1").status_code == 400
    assert not IdempotencyKey.objects.exists()
    assert api.write(address, {"name": "好"}, key="k1").status_code == 200


def test_a_remembered_answer_holds_a_receipt_only(api, organization):
    api.write(f"organizations/{organization.pk}/rename/", {"name": "机密内容"}, key="k1")
    assert "机密内容" not in str(IdempotencyKey.objects.values().get())


def test_an_upload_sent_again_is_recognized_whatever_its_boundary(api, organization):
    address = f"/api/v1/organizations/{organization.pk}/upload/"
    headers = {"Authorization": f"Token {api.token}", "Idempotency-Key": "k1"}

    def send(content):
        body = {"name": "甲", "file": SimpleUploadedFile("a.txt", content)}
        return api.post(address, body, headers=headers)

    assert send(b"one").json() == {"size": 3}
    assert send(b"one")["Idempotency-Replayed"] == "true"
    problem(send(b"two"), 422, "key_reused")


@pytest.mark.parametrize("key", ["", "k" * 256, "é", "a\tb"])
def test_a_key_that_is_none(api, key):
    problem(api.write("organizations/", {"name": "新"}, key=key), 400, "bad_key")


def test_without_a_key_every_call_counts(api):
    assert api.write("organizations/", {"name": "新"}).status_code == 201
    problem(api.write("organizations/", {"name": "新"}), 409, "duplicate")


def test_old_answers_are_forgotten(api, clock):
    api.write("organizations/", {"name": "新"}, key="k1")
    IdempotencyKey.objects.update(created_at=timezone.now() - idempotency.KEEP + timedelta(minutes=1))
    assert idempotency.forget_old_answers() == 0
    IdempotencyKey.objects.update(created_at=timezone.now() - idempotency.KEEP - timedelta(minutes=1))
    assert idempotency.forget_old_answers() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_call_at_the_same_time_is_carried_out_once(api_of, office):
    api = api_of(office)
    clients = [api_of(token=api.token) for _number in range(6)]
    answers = together(*[lambda c=client: c.write("organizations/", {"name": "新"}, key="k1") for client in clients])
    assert [answer.status_code for answer in answers] == [201] * 6
    assert sum("Idempotency-Replayed" in answer for answer in answers) == 5
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert Organization.objects.filter(name="新").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_taking_the_same_step_at_once(api_of, office, handler, inspection):
    clients = [api_of(office), api_of(handler)]
    answers = together(*[lambda c=client: c.write(f"inspections/{inspection.pk}/leave/") for client in clients])
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    loser = next(answer for answer in answers if answer.status_code == 409)
    assert loser.json()["code"] in {"illegal_step", "conflict"}
    assert inspection.events.filter(status=Inspection.Status.REPORTING).count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_waits_too_long_is_told_so(api_of, office, monkeypatch):
    monkeypatch.setattr(idempotency, "WAIT_MS", 50)
    api = api_of(office)
    other = api_of(token=api.token)
    inside, go_on = threading.Event(), threading.Event()

    def slow(**kwargs):
        inside.set()
        go_on.wait(10)
        return Organization.objects.create(name=kwargs["name"], category="测试", level="city")

    monkeypatch.setattr("tests.core.api.sample.make", slow)
    holder = threading.Thread(
        target=lambda: (api.write("organizations/", {"name": "新"}, key="k1"), connection.close())
    )
    holder.start()
    inside.wait(10)
    problem(other.write("organizations/", {"name": "新"}, key="k1"), 409, "in_flight")
    go_on.set()
    holder.join()
    assert other.write("organizations/", {"name": "新"}, key="k1")["Idempotency-Replayed"] == "true"
