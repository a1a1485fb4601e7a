"""While workbooks are drawn as fast as they are asked for, somebody else signs in."""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import pytest

pytestmark = pytest.mark.drill
AT_ONCE = 12
LIST = "/organizations/?export=xlsx"


def test_expensive_work_of_many_holds_up_nobody_who_signs_in(site, record_property):
    site.start_web("tests.drills.slow_site", EXPENSIVE_AT_ONCE="10", EXPENSIVE_RATE="600/min")
    asking = [site.signed_in()] * AT_ONCE
    with ThreadPoolExecutor(AT_ONCE) as pool:
        drawn = [pool.submit(browser.get, LIST) for browser in asking]
        time.sleep(0.5)
        waited = []
        for _number in range(3):
            before = time.monotonic()
            site.signed_in()
            waited.append(time.monotonic() - before)
        statuses = [each.result().status_code for each in drawn]
    record_property("seconds to sign in", f"median {median(waited):.2f}, at most {max(waited):.2f}")
    assert set(statuses) == {200, 429}
    assert max(waited) < 10


def test_an_idle_connection_is_kept_longer_than_the_proxy_keeps_it(site):
    site.start_web()
    connection = http.client.HTTPConnection("127.0.0.1", site.port)
    for _again in range(2):
        connection.request("GET", "/healthz/")
        assert connection.getresponse().read() == b"ok\n"
        time.sleep(35)
