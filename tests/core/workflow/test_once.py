"""A form sent twice acts once: one after the other, at the same moment, after an error, with other content."""

import re

import pytest
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.test import Client

from core.models import IdempotencyKey
from core.workflow import once
from rounds.models import Organization
from tests.at_once import together

pytestmark = pytest.mark.django_db

ADD = "/organizations/add/"
CONTENT = {"name": "市粮食和物资储备局党组", "category": "市直部门", "level": "city"}
KEY = re.compile(r'name="one_time_key" value="([A-Za-z0-9]{32})"')


@pytest.fixture
def clerk(client, office):
    client.force_login(office)
    return client


def key_on(client, address=ADD):
    """The key that the form of a page was given."""
    return key_in(client.get(address))


def key_in(answer):
    return KEY.search(answer.content.decode())[1]


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def made():
    return Organization.objects.filter(name=CONTENT["name"])


def test_a_form_sent_again_leads_to_what_it_made_and_says_so(clerk):
    sent = CONTENT | {"one_time_key": key_on(clerk)}
    first = clerk.post(ADD, sent)
    again = clerk.post(ADD, sent)
    assert first.url == again.url == made().get().get_absolute_url()
    assert "这份表单此前已提交过" in clerk.get(again.url).content.decode()


def test_a_form_leads_to_what_it_made_after_its_session_and_many_other_forms(clerk, office):
    sent = CONTENT | {"one_time_key": key_on(clerk)}
    first = clerk.post(ADD, sent)
    for number in range(25):
        clerk.post(ADD, CONTENT | {"name": f"单位{number}"})
    clerk.logout()
    clerk.force_login(office)
    again = clerk.post(ADD, sent)
    assert again.url == first.url
    assert ["下面是上次提交的结果" in words for words in told(again)] == [True]


def test_where_a_form_led_is_not_said_if_nobody_remembers(clerk):
    sent = CONTENT | {"one_time_key": key_on(clerk)}
    clerk.post(ADD, sent)
    cache.delete(once._place(IdempotencyKey.objects.get()))
    again = clerk.post(ADD, sent)
    assert again.url == "/"
    assert "请到相应列表中查看" in told(again)[-1]
    asked = clerk.post(ADD, sent | {"name": "市统计局党组"})
    assert "请先到列表中查看" in asked.content.decode()


def test_each_form_that_is_drawn_has_a_key_of_its_own(clerk):
    first, second = key_on(clerk), key_on(clerk)
    assert first != second
    clerk.post(ADD, CONTENT | {"one_time_key": first})
    answer = clerk.post(ADD, CONTENT | {"name": "市统计局党组", "one_time_key": second})
    assert answer.url == Organization.objects.get(name="市统计局党组").get_absolute_url()


def test_a_form_with_errors_is_sent_again_with_its_key(clerk):
    key = key_on(clerk)
    refused = clerk.post(ADD, CONTENT | {"level": "", "one_time_key": key})
    assert key_in(refused) == key
    assert not IdempotencyKey.objects.exists()
    assert clerk.post(ADD, CONTENT | {"one_time_key": key}).status_code == 302
    assert made().count() == 1


def test_other_content_is_not_saved_unasked_and_not_lost(clerk):
    key = key_on(clerk)
    first = clerk.post(ADD, CONTENT | {"one_time_key": key})
    other = CONTENT | {"name": "市统计局党组"}
    asked = clerk.post(ADD, other | {"one_time_key": key})
    page = asked.content.decode()
    assert asked.status_code == 200
    assert 'value="市统计局党组"' in page
    assert f'href="{first.url}"' in page
    assert key_in(asked) != key
    assert not Organization.objects.filter(name="市统计局党组").exists()
    assert clerk.post(ADD, other | {"one_time_key": key_in(asked)}).status_code == 302
    assert Organization.objects.filter(name="市统计局党组").exists()


def test_a_button_pressed_again_is_not_a_refused_step(client, sysadmin, liaison):
    client.force_login(sysadmin)
    page = client.get(f"/accounts/{liaison.pk}/")
    address, key = re.search(
        r'action="(/accounts/\d+/reset/)".*?name="one_time_key" value="(\w{32})"',
        page.content.decode(),
        re.DOTALL,
    ).groups()
    first = client.post(address, {"one_time_key": key})
    liaison.refresh_from_db()
    password = liaison.password
    again = client.post(address, {"one_time_key": key})
    liaison.refresh_from_db()
    assert (first.url, password) == (again.url, liaison.password)
    assert len(told(again)) == 2, "the password that was shown, and that nothing was done again"


def test_keys_of_two_accounts_do_not_meet(clerk, sysadmin, office):
    key = key_on(clerk)
    clerk.post(ADD, CONTENT | {"one_time_key": key})
    IdempotencyKey.objects.update(user=sysadmin)
    assert clerk.post(ADD, CONTENT | {"name": "市统计局党组", "one_time_key": key}).status_code == 302
    assert Organization.objects.filter(name="市统计局党组").exists()


def test_a_key_that_no_page_gave_is_none(clerk):
    for key in ["", "短", "k" * 33, "a b" * 20]:
        clerk.post(ADD, CONTENT | {"name": f"单位{len(key)}", "one_time_key": key})
    assert not IdempotencyKey.objects.exists()


def test_a_fault_of_the_program_leaves_nothing(clerk, monkeypatch):
    clerk.raise_request_exception = False
    sent = CONTENT | {"one_time_key": key_on(clerk)}
    with monkeypatch.context() as patched:
        patched.setattr(Organization, "get_absolute_url", lambda row: 1 / 0)
        assert clerk.post(ADD, sent).status_code == 500
    assert not made().exists()
    assert clerk.post(ADD, sent).status_code == 302


def test_what_a_key_costs(clerk, django_assert_max_num_queries):
    """The claim; the savepoint of the request is, outside a test, its transaction. An act asks no check beforehand."""
    key = key_on(clerk)
    with django_assert_max_num_queries(100) as without:
        clerk.post(ADD, CONTENT | {"name": "市统计局党组", "one_time_key": ""})
    with django_assert_max_num_queries(100) as once:
        clerk.post(ADD, CONTENT | {"one_time_key": key})
    assert statements(once) == statements(without) + 1


def statements(captured):
    return len([each for each in captured.captured_queries if not re.search('SAVEPOINT|AS "_check"', each["sql"])])


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_the_same_moment_acts_once(office):
    clients = [Client() for _number in range(4)]
    clients[0].force_login(office)
    for each in clients[1:]:
        each.cookies = clients[0].cookies
    sent = CONTENT | {"one_time_key": key_on(clients[0])}
    answers = together(*[lambda c=client: c.post(ADD, sent) for client in clients])
    assert [answer.status_code for answer in answers] == [302] * 4
    assert {answer.url for answer in answers} == {made().get().get_absolute_url()}
    page = clients[0].get(answers[0].url).content.decode()
    assert "这份表单此前已提交过" in page
    assert 'class="message message-success"' in page, "what the first one said is not lost in the session"


def test_what_was_typed_is_kept_sealed_since_it_may_be_a_password(rf, settings):
    request = rf.post("/password/", {"new_password1": "Xunchaban-2026"})
    kept = once._fingerprint(request)
    settings.SECRET_KEY += "another"
    assert once._fingerprint(request) != kept
