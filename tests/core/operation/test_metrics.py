"""Numbers for Prometheus: of requests, counted by all processes of a server, and of what stands in the database."""

import os
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from config.production import refuse_unsafe
from core.models import Digest, LastRun, LedgerUpload
from core.models.runs import Work
from core.operation import metrics
from core.operation.counters import PARTS, SharedCounters
from core.operation.gauges import Metric
from core.operation.probes import Probe
from core.operation.traffic import NOWHERE, traffic
from core.workdays.reckoning import today
from tests.core.operation.test_health import silent_server
from tests.factories import ObligationFactory

SAMPLE = re.compile(r'inspection_\w+(\{(\w+="[^"\n\\]*",?)+\})? (-?[\d.]+(e[+-]\d+)?|\+Inf)')
TOKEN = "a" * 32


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    """Each test asks anew."""
    monkeypatch.setattr(metrics, "_database", Probe(metrics.look_up, {"database": ""}))
    monkeypatch.setattr(metrics, "_redis", Probe(metrics.look_at_queue, {"redis": ""}))


def values(text) -> dict[str, float]:
    """Each sample with its value."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _space, value in (line.rpartition(" ") for line in lines)}


def asked(client, **headers) -> dict[str, float]:
    return values(client.get("/metrics", headers=headers).content.decode())


def grown(client, address, name) -> float:
    """By how much a number has grown by asking for a page."""
    before = values("".join(metrics.of_requests())).get(name, 0)
    client.get(address)
    return values("".join(metrics.of_requests()))[name] - before


@pytest.mark.django_db(transaction=True)
def test_what_is_answered_is_what_prometheus_reads(client, office):
    client.get("/healthz/")
    response = client.get("/metrics")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"] == metrics.TYPE
    assert [line for line in lines if not line.startswith("# ") and not SAMPLE.fullmatch(line)] == []
    named = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(named) == len(set(named)) > 10
    families = {re.match(r"inspection_\w+", line)[0] for line in lines if not line.startswith("#")}
    assert {re.sub("_(bucket|sum|count)$", "", family) for family in families} <= set(named)


def test_a_request_is_counted_by_its_route_and_status(client):
    assert grown(client, "/healthz/", 'inspection_requests_total{route="healthz",status="200"}') == 1
    assert grown(client, "/nowhere/", f'inspection_requests_total{{route="{NOWHERE}",status="404"}}') == 1


def test_how_long_it_took_is_counted_in_spans_that_add_up(client):
    assert grown(client, "/healthz/", 'inspection_request_seconds_bucket{route="healthz",le="+Inf"}') == 1
    counted = values("".join(metrics.of_requests()))
    name = 'inspection_request_seconds_bucket{route="healthz"'
    spans = [value for each, value in counted.items() if each.startswith(name)]
    assert spans == sorted(spans)
    assert spans[-1] == counted['inspection_request_seconds_count{route="healthz"}']


@pytest.mark.django_db
def test_what_a_page_asks_of_the_database_is_counted(browse, office):
    client = browse(office)
    assert grown(client, "/inbox/", 'inspection_sql_statements_total{route="inbox"}') > 1
    assert grown(client, "/inbox/", 'inspection_sql_seconds_total{route="inbox"}') > 0


def test_every_status_has_a_place_of_its_own_or_a_common_one():
    traffic().note("healthz", 418, 0.1, 0, 0)
    assert values("".join(metrics.of_requests()))['inspection_requests_total{route="healthz",status="other"}'] >= 1


@pytest.mark.django_db
def test_regular_work_and_mails_are_told(alice):
    LastRun.objects.filter(work=Work.REMIND).update(times=7, failures=2, cause="ENOSPC", succeeded_at=timezone.now())
    waiting = {"on": today(), "next_attempt_at": timezone.now()}
    Digest.objects.create(recipient=alice, **waiting, last_error="SMTP 550")
    told = looked_up()
    assert told['inspection_regular_work_runs_total{work="remind"}'] == 7
    assert told['inspection_regular_work_failures_total{work="remind"}'] == 2
    assert told['inspection_regular_work_ok{work="remind"}'] == 0
    assert told['inspection_regular_work_ok{work="sweep_api"}'] == 1
    assert told['inspection_regular_work_success_timestamp_seconds{work="remind"}'] > 1_700_000_000
    assert told['inspection_mails{state="failing"}'] == 1
    assert told['inspection_mails{state="waiting"}'] == 0


def looked_up() -> dict[str, float]:
    """What is looked up in the database of the test."""
    from core.operation.gauges import looked_up

    return values("".join(metrics._told(metric, metric.values()) for metric in looked_up()))


@pytest.mark.django_db
def test_obligations_are_told_open_and_late(inspection):
    ObligationFactory(due_on=today() - timedelta(days=1))
    ObligationFactory(due_on=today())
    told = looked_up()
    assert (told['inspection_obligations{state="open"}'], told['inspection_obligations{state="late"}']) == (2, 1)


@pytest.mark.django_db
def test_imports_are_told_by_how_far_they_are(office):
    given = {"user": office, "kind": "items", "name": "x.xlsx", "rows": 1}
    later = timezone.now() + timedelta(hours=1)
    LedgerUpload.objects.create(expires_at=later, **given)
    LedgerUpload.objects.create(expires_at=later, asked_at=timezone.now(), **given)
    LedgerUpload.objects.create(expires_at=later, asked_at=timezone.now(), failure="x", **given)
    told = looked_up()
    states = ("previewed", "under_way", "saved", "failed")
    assert [told[f'inspection_imports{{state="{state}"}}'] for state in states] == [1, 1, 0, 1]


def test_what_waits_for_a_worker_is_counted():
    told = values(metrics.look_at_queue()["redis"])
    assert told["inspection_redis_up"] == 1
    assert told["inspection_queue_length"] >= 0


@pytest.mark.django_db(transaction=True)
def test_servers_that_do_not_answer_hide_no_other_number(client, settings, monkeypatch):
    def fail():
        raise OSError

    monkeypatch.setattr("core.operation.gauges._looked_up", [Metric("x", "x", fail)])
    with silent_server() as port:
        settings.REDIS_URL = f"redis://127.0.0.1:{port}/0"
        told = asked(client)
    assert (told["inspection_database_up"], told["inspection_redis_up"]) == (0, 0)
    assert any(name.startswith("inspection_requests_total") for name in told)


class TestWhoReads:
    """Programs of this machine, and those that show the token."""

    pytestmark = pytest.mark.django_db(transaction=True)

    @pytest.fixture(autouse=True)
    def token(self, settings):
        settings.METRICS_TOKEN = TOKEN

    def test_a_program_of_this_machine_does(self, client):
        assert client.get("/metrics").status_code == 200
        assert client.get("/metrics", REMOTE_ADDR="::1").status_code == 200

    def test_another_machine_does_not(self, client):
        assert client.get("/metrics", REMOTE_ADDR="10.0.0.9").status_code == 403

    @pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"])
    def test_nor_does_whoever_a_proxy_of_this_machine_passes_on(self, header, client):
        assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 403

    def test_who_shows_the_token_does(self, client):
        told = client.get("/metrics", REMOTE_ADDR="10.0.0.9", headers={"authorization": f"Bearer {TOKEN}"})
        assert told.status_code == 200

    @pytest.mark.parametrize("said", ["Bearer", "Bearer ", f"Token {TOKEN}", f"Bearer {TOKEN}x"])
    def test_another_word_is_no_token(self, said, client):
        assert client.get("/metrics", REMOTE_ADDR="10.0.0.9", headers={"authorization": said}).status_code == 403

    def test_where_there_is_no_token_none_is_right(self, client, settings):
        settings.METRICS_TOKEN = ""
        told = client.get("/metrics", REMOTE_ADDR="10.0.0.9", headers={"authorization": "Bearer "})
        assert told.status_code == 403


def test_production_refuses_a_token_that_can_be_guessed():
    with pytest.raises(Exception, match="METRICS_TOKEN"):
        refuse_unsafe({"ENVIRONMENT": "production", "METRICS_TOKEN": "abc"})


class TestSharedCounters:
    """Numbers that outlive the processes that counted them."""

    def forked(self, work) -> int:
        """The exit code of a process that does this."""
        child = os.fork()
        if not child:
            try:
                work()
                os._exit(0)
            finally:
                os._exit(1)
        return os.waitpid(child, 0)[1]

    def test_all_processes_count_together(self):
        counters = SharedCounters(3)
        counters.add([(0, 1)])
        for _child in range(5):
            assert self.forked(lambda: counters.add([(0, 1), (2, 0.5)])) == 0
        assert counters.totals() == [6, 0, 2.5]

    def test_a_process_takes_up_the_part_that_another_left(self):
        counters = SharedCounters(1)
        for _child in range(PARTS + 5):
            assert self.forked(lambda: counters.add([(0, 1)])) == 0
        assert counters.totals() == [PARTS + 5]

    def test_at_first_there_is_nothing(self):
        assert SharedCounters(2).totals() == [0, 0]

    def test_when_every_part_is_taken_nothing_is_counted_and_nothing_fails(self, monkeypatch):
        monkeypatch.setattr("core.operation.counters.PARTS", 1)
        counters = SharedCounters(1)
        counters.add([(0, 1)])
        assert self.forked(lambda: counters.add([(0, 1)])) == 0
        assert counters.totals() == [1]
