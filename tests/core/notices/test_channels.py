"""Channels beside mail, against a real server: one message a day each, failures of their own, nothing too much."""

import hmac
import logging
from base64 import b64decode
from datetime import date
from ipaddress import ip_network
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.models import Channel, Digest
from core.notices.channels import kinds, senders, transport
from core.notices.channels.digests import deliver_to_channels
from core.notices.channels.services import add_channel, try_channel
from core.notices.services import Reminded, inbox, mark_read, tell
from core.tasks import deliver_notices
from core.workflow.moves import IllegalStep
from tests.at_once import before_one_row
from tests.guards.routes import client_of
from tests.http_server import HttpServer

pytestmark = pytest.mark.django_db
SECRET_PATH = "/hooks/5ecret-path"
TOKEN = "a1b2c3d4e5f6"


@pytest.fixture
def server(settings):
    server = HttpServer()
    settings.WEBHOOK_HOSTS = [server.place]
    settings.CHANNEL_NETWORKS = [ip_network("127.0.0.0/8")]
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def morning(clock):
    return clock.set("2026-11-23 09:00")


@pytest.fixture
def hook(server, alice):
    return add_channel(kind="webhook", name="办公网", address=f"http://{server.place}{SECRET_PATH}", by=alice)


@pytest.fixture
def robots(server, monkeypatch):
    """The messengers listen at the test's server."""
    for kind in kinds.ROBOTS:
        token = "key" if kind == Channel.Kind.WECOM else "token"
        monkeypatch.setattr(senders.plugin(kind), "notify_url", f"http://{server.place}/{kind}?token={{{token}}}")
    return server


@pytest.fixture
def waiting(alice):
    """Alice is told of something late, of a unit that may be named, and of something else."""
    late = Reminded(1, date(2026, 11, 20), "市财政局党组")
    tell([alice], kind="test", subject="整改第3项", reminds=late)
    tell([alice], kind="test", subject="其他事项", body="不外发的正文")


def said(server):
    return [message for _path, _headers, message in server.received]


class TestWhatIsSaid:
    def test_a_webhook_of_the_intranet_gets_the_subjects_of_the_mail(self, hook, server, waiting):
        assert deliver_to_channels().sent == 1
        [message] = said(server)
        assert message["lines"][:1] == ["整改第3项（市财政局党组）"]
        assert message["message"].startswith("整改第3项（市财政局党组）\n")
        assert "3" in message["title"]
        assert (message["late"], message["waiting"]) == (1, 3)
        assert message["inbox"].endswith("/inbox/")
        assert "不外发的正文" not in str(message)

    @pytest.mark.parametrize("kind", ["wecom", "dingtalk", "feishu"])
    def test_a_messenger_gets_numbers_and_the_inbox_alone(self, robots, alice, waiting, kind):
        robots.how = {"errcode": 0, "code": 0}
        add_channel(kind=kind, name="机器人", address=TOKEN, secret="SEC1" if kind == "dingtalk" else "", by=alice)
        assert deliver_to_channels().sent == 1
        [(path, _headers, message)] = robots.received
        assert TOKEN in path
        text = str(message)
        assert "3" in text
        assert "/inbox/" in text
        for word in ("财政局", "整改第", "其他事项", "alice", "机器人"):
            assert word not in text
        assert ("sign=" in path) == (kind == "dingtalk")

    def test_dingtalk_can_tell_by_the_signature_that_it_is_us(self, robots, alice, waiting):
        add_channel(kind="dingtalk", name="机器人", address=TOKEN, secret="SEC1", by=alice)
        deliver_to_channels()
        [(path, *_message)] = robots.received
        asked = parse_qs(urlsplit(path).query)
        signed = hmac.digest(b"SEC1", f"{asked['timestamp'][0]}\nSEC1".encode(), "sha256")
        assert b64decode(asked["sign"][0]) == signed

    def test_each_thing_is_said_once_and_the_next_day_only_what_is_new(self, hook, server, waiting, alice, clock):
        deliver_to_channels()
        assert deliver_to_channels().sent == 0
        tell([alice], kind="test", subject="下午的")
        clock.set("2026-11-23 15:00")
        assert deliver_to_channels().sent == 0
        clock.set("2026-11-24 09:00")
        assert deliver_to_channels().sent == 1
        assert said(server)[1]["lines"] == ["下午的"]

    def test_what_was_read_meanwhile_is_not_said(self, hook, server, alice):
        mark_read(inbox(alice))
        assert deliver_to_channels().sent == 0

    def test_nothing_by_night(self, hook, waiting, clock):
        clock.set("2026-11-23 23:30")
        assert deliver_to_channels().sent == 0

    def test_the_mail_says_the_same_beside_it(self, hook, waiting, server):
        deliver_notices()
        assert "整改第3项" in mail.outbox[0].body
        assert len(server.received) == 1


class TestFailures:
    @pytest.mark.parametrize(
        ("how", "cause"),
        [
            ((500, {}), "HTTP 500"),
            ((404, {}), "HTTP 404"),
            ((302, "http://127.0.0.1:1/elsewhere"), "HTTP 302"),
            ("drop before", "ECONNRESET"),
        ],
    )
    def test_a_failure_is_kept_and_tried_again_after_pauses(self, hook, server, waiting, clock, how, cause):
        server.how = how
        assert deliver_to_channels().failed == 1
        digest = Digest.objects.get(channel=hook)
        assert digest.last_error in (cause, "RemoteDisconnected", "NotUnderstood")
        assert deliver_to_channels().failed == 0
        server.how = {}
        clock.set("2026-11-23 09:05")
        assert deliver_to_channels().sent == 1

    def test_a_server_that_hangs_or_drips_is_left_in_time(self, hook, server, waiting, monkeypatch, clock):
        monkeypatch.setattr(transport, "SECONDS", 0.3)
        monkeypatch.setattr(transport, "SECONDS_IN_ALL", 0.6)
        for minute, how in ((0, "hang"), (5, "drip")):
            clock.set(f"2026-11-23 09:{minute:02}")
            server.how = how
            assert deliver_to_channels().failed == 1, how

    def test_one_that_takes_it_and_hangs_up_gets_the_same_identifier_again(self, hook, server, waiting, clock):
        server.how = "drop after"
        assert deliver_to_channels().failed == 1
        server.how = {}
        clock.set("2026-11-23 09:05")
        assert deliver_to_channels().sent == 1
        first, again = said(server)
        assert first == again

    def test_a_robot_that_says_no_in_its_answer_has_not_taken_it(self, robots, alice, waiting):
        robots.how = {"errcode": 93000, "errmsg": "invalid webhook url"}
        add_channel(kind="wecom", name="机器人", address="token-123456", by=alice)
        assert deliver_to_channels().failed == 1
        assert Digest.objects.get(channel__kind="wecom").last_error == "ROBOT 93000"

    @pytest.mark.parametrize("how", [{}, (500, {}), {"errcode": 1}, "drop before"])
    def test_nothing_of_it_is_in_a_log(self, robots, hook, alice, waiting, how, caplog):
        caplog.set_level(logging.DEBUG)
        robots.how = how
        for kind in kinds.ROBOTS:
            add_channel(kind=kind, name=kind, address=TOKEN, by=alice)
        deliver_to_channels()
        for told in (TOKEN, "5ecret", robots.place, "整改第", "apprise"):
            assert told not in caplog.text.lower()

    def test_a_dead_channel_delays_no_other_and_not_the_mail(self, hook, server, waiting, alice, bob, settings):
        dead = HttpServer()
        dead.stop()
        settings.WEBHOOK_HOSTS = [server.place, dead.place]
        add_channel(kind="webhook", name="不通", address=f"http://{dead.place}/x", by=alice)
        tell([bob], kind="test", subject="hello")
        report = deliver_notices()
        assert (report["sent"], report["channels_sent"], report["channels_failed"]) == (2, 1, 1)

    def test_after_the_last_attempt_it_is_said_another_day(self, hook, server, waiting, clock):
        server.how = (500, {})
        for minute in range(9 * 60, 18 * 60, 30):
            clock.set(f"2026-11-23 {minute // 60:02}:{minute % 60:02}")
            deliver_to_channels()
        assert Digest.objects.get(channel=hook).next_attempt_at is None
        server.how = {}
        clock.set("2026-11-24 09:00")
        assert deliver_to_channels().sent == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_say_nothing_twice(hook, server, waiting, alice):
    sent = [report.sent for report in before_one_row(alice, deliver_to_channels, deliver_to_channels)]
    assert sum(sent) == len(server.received) == 1


class TestWhereItMayLead:
    @pytest.mark.parametrize(
        "address",
        [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",  # noqa: S104 - asked of, not bound to
            "::1",
            "fe80::1%eth0",
            "fd00::1",
            "::ffff:10.0.0.1",
            "224.0.0.1",
            "100.64.0.1",
        ],
    )
    def test_no_address_of_the_house_or_of_a_clouds_metadata_unless_its_network_is_listed(self, address, settings):
        settings.CHANNEL_NETWORKS = []
        assert not transport.may_ask(address)

    def test_the_internet_and_what_is_listed(self, settings):
        settings.CHANNEL_NETWORKS = [ip_network("10.1.0.0/16")]
        assert transport.may_ask("8.8.8.8")
        assert transport.may_ask("10.1.2.3")
        assert not transport.may_ask("10.2.2.3")

    def test_a_listed_name_that_leads_into_the_house_is_not_asked(self, hook, server, waiting, settings):
        settings.CHANNEL_NETWORKS = []
        assert deliver_to_channels().failed == 1
        assert Digest.objects.get(channel=hook).last_error == "AddressNotListed"
        assert server.received == []

    def test_a_host_taken_off_the_list_is_asked_no_more(self, hook, server, waiting, settings):
        settings.WEBHOOK_HOSTS = []
        assert deliver_to_channels().failed == 1
        assert server.received == []

    @pytest.mark.parametrize(
        "address",
        [
            "http://elsewhere.test/x",
            "ftp://{place}/",
            "http://user:pw@{place}/",
            "{place}",
            "http://[::1/",
            "http://{place}/\r\nX: y",
        ],
    )
    def test_other_addresses_are_refused_at_the_field(self, alice, server, address):
        with pytest.raises(ValidationError) as refusal:
            add_channel(kind="webhook", name="x", address=address.format(place=server.place), by=alice)
        assert list(refusal.value.message_dict) == ["address"]

    @pytest.mark.parametrize(
        ("kind", "address"), [("wecom", "https://evil.test/send?key=tok-en_1"), ("feishu", "a b")]
    )
    def test_a_robot_of_another_host_is_refused(self, alice, kind, address):
        with pytest.raises(ValidationError):
            add_channel(kind=kind, name="x", address=address, by=alice)

    @pytest.mark.parametrize(
        ("kind", "address"),
        [
            ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={token}"),
            ("dingtalk", "https://oapi.dingtalk.com/robot/send?access_token={token}"),
            ("feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/{token}"),
        ],
    )
    def test_the_address_that_a_robot_shows_is_understood(self, kind, address):
        assert kinds._token(kind, address.format(token=TOKEN), "") == TOKEN

    def test_a_secret_that_no_robot_has_is_refused_at_its_field(self, alice):
        with pytest.raises(ValidationError) as refusal:
            add_channel(kind="dingtalk", name="x", address=TOKEN, secret="不 是", by=alice)
        assert list(refusal.value.message_dict) == ["secret"]

    @pytest.mark.parametrize("kind", ["wecom", "feishu"])
    def test_a_secret_that_nothing_would_be_signed_with_is_refused(self, alice, kind):
        with pytest.raises(ValidationError) as refusal:
            add_channel(kind=kind, name="x", address=TOKEN, secret="SEC1", by=alice)
        assert list(refusal.value.message_dict) == ["secret"]

    def test_a_kind_that_is_not_allowed_is_refused_and_sends_nothing(self, hook, alice, server, waiting, settings):
        settings.CHANNELS = ["wecom"]
        assert deliver_to_channels().sent == 0
        with pytest.raises(Refused):
            add_channel(kind="webhook", name="x", address=f"http://{server.place}/", by=alice)


class TestPages:
    def test_it_is_added_tried_and_removed_and_its_address_never_shown(self, server, sysadmin, caplog):
        desk = client_of(sysadmin)
        typed = {"kind": "webhook", "name": "办公网", "address": f"http://{server.place}{SECRET_PATH}"}
        desk.post("/channels/add/", typed)
        channel = Channel.objects.get()
        assert SECRET_PATH not in channel.address
        page = desk.post(f"/channels/{channel.pk}/try/", follow=True).content.decode()
        assert "已被接收" in page
        assert said(server)[0]["id"] == "trial"
        trail = [str(vars(event)) for event in Channel.pgh_event_model.objects.all()]
        for told in (page, *trail, caplog.text):
            assert "5ecret" not in told
            assert server.place not in told
        desk.post(f"/channels/{channel.pk}/remove/")
        assert not Channel.objects.exists()

    def test_a_refused_form_keeps_what_was_typed_but_not_the_address(self, server, alice):
        answer = client_of(alice).post(
            "/channels/add/", {"kind": "webhook", "name": "办公网", "address": "http://elsewhere.test/5ecret"}
        )
        page = answer.content.decode()
        assert "办公网" in page
        assert "5ecret" not in page
        assert "WEBHOOK_HOSTS" in page

    def test_a_failed_trial_says_why_in_words(self, hook, server, alice):
        server.how = (404, {})
        page = client_of(alice).post(f"/channels/{hook.pk}/try/", follow=True).content.decode()
        assert "HTTP 404" in page
        with pytest.raises(IllegalStep):
            try_channel(hook)

    def test_nobody_elses(self, hook, bob):
        for step in ("try", "remove"):
            assert client_of(bob).post(f"/channels/{hook.pk}/{step}/").status_code == 404
        assert "办公网" not in client_of(bob).get("/channels/").content.decode()

    def test_administrators_see_what_fails_and_no_address(self, hook, server, waiting, sysadmin):
        server.how = (500, {})
        deliver_to_channels()
        page = client_of(sysadmin).get("/operation/").content.decode()
        assert "HTTP 500" in page
        assert "alice" in page
        assert server.place not in page

    def test_where_nothing_is_allowed_the_page_says_so(self, alice, settings):
        settings.CHANNELS = []
        assert "不向即时通讯" in client_of(alice).get("/channels/").content.decode()
        assert client_of(alice).get("/channels/add/").status_code == 403

    def test_five_at_most(self, robots, alice):
        for number in range(5):
            add_channel(kind="wecom", name=f"n{number}", address="token-123456", by=alice)
        with pytest.raises(IllegalStep):
            add_channel(kind="wecom", name="n6", address="token-123456", by=alice)

    def test_a_name_one_has_already_is_refused_at_its_field(self, hook, server, alice):
        with pytest.raises(ValidationError) as refused:
            add_channel(kind="webhook", name=hook.name, address=f"http://{server.place}/", by=alice)
        assert list(refused.value.message_dict) == ["name"]

    def test_the_list_is_in_chinese(self, hook, alice):
        page = client_of(alice).get("/channels/").content.decode()
        assert "渠道名称" in page
        assert ">Name<" not in page

    def test_it_has_no_pages_to_ask_for(self, hook, alice):
        assert client_of(alice).get("/channels/?per_page=-1&page=-1").status_code == 200
