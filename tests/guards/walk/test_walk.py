"""The walk of each of the cast: what every address answers, judged by every observer."""

from collections import defaultdict
from datetime import date
from functools import cache
from io import BytesIO

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.utils import translation

from core.reports.monthly import monthly_report
from tests.guards.addresses import ADDRESSES
from tests.guards.openers import FOR_NOBODY
from tests.guards.routes import FOR_PROGRAMS, SIGNS_OUT, Route, client_of, every_address, every_route, undone
from tests.guards.walk.answers import Walker
from tests.guards.walk.english import chinese_on, typed_in_rows
from tests.guards.walk.observers import complaints, lets_in
from tests.guards.walk.payloads import PAYLOAD, formulas
from tests.guards.walk.requests import walk
from tests.guards.world import CAST

OPEN_TO_STRANGERS = {"healthz", "readyz", "metrics", "api-schema", "login"}
IN_CHINESE = {"import", "rectification:hand_over_sign", "rectification:hand_over_paper_receipt"}
IN_CHINESE |= {"rectification:supplement_sign", "rectification:supplement_paper", "rectification:report_sign"}
IN_CHINESE |= {"rectification:forwarded_report_sign"}
"""What shows a file as it was read, or a paper as it is signed."""
OF_EACH_READER = {"worklist", "inbox"}
"""Pages that are made anew of what concerns their reader."""
TYPES_MUCH = {"handler", "leader", "liaison", "discipline", "sysadmin"}


def test_every_address_is_listed():
    """Or a step is taken there, which its declaration opens."""
    declared = {route.name for route in every_route() if route.step is not None}
    assert {name for name in every_address() if name not in declared} == set(ADDRESSES)


def test_every_address_opens_to_somebody(openers):
    assert {address for address, who in openers.items() if not who} == set(FOR_NOBODY)


@pytest.mark.parametrize("who", [*CAST, "nobody"])
def test_what_everyone_is_answered_everywhere(who, cast, world, watched, openers):
    client = client_of(cast[who])
    wrong, statuses, opened, escaped = [], defaultdict(set), set(), 0
    for answer in walk(Walker(who, client, world, watched, openers)):
        name = answer.route.name
        assert name == SIGNS_OUT or (SESSION_KEY in client.session) == (who != "nobody"), f"signed out before {answer}"
        wrong += complaints(answer)
        escaped += answer.is_page and b"&lt;script&gt;x(1)" in answer.body
        if (
            not answer.asked
            and lets_in(answer)
            and (answer.verb == "GET" or 405 in statuses[name] or "GET" not in answer.route.verbs)
        ):
            opened.add(name)
        if answer.is_plain:
            statuses[name].add(answer.status)
    assert not wrong, "\n".join(wrong)
    assert opened == {address for address, opens_to in openers.items() if who in opens_to}
    assert escaped or who not in TYPES_MUCH
    if who == "nobody":
        assert {name for name, found in statuses.items() if 200 in found} == OPEN_TO_STRANGERS


def test_whoever_reads_english_reads_chinese_only_where_somebody_typed_it(cast, world, watched, openers):
    wrong, typed = [], typed_in_rows()
    with translation.override("en"):
        for answer in read_in_english(cast, world, watched, openers):
            examples = getattr(answer.form, "EXAMPLES", {})
            if answer.is_page and (said := chinese_on(answer.body.decode(), f"{typed}{examples}")):
                wrong.append(f"{answer} says in Chinese: {', '.join(sorted(said))}")
    assert not wrong, "\n".join(wrong)


def read_in_english(cast, world, watched, openers):
    """What each page answers to the first it opens to, and what is made anew for each reader to all of them."""

    @cache
    def walker(who):
        client = client_of(cast[who])
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return Walker(who, client, world, watched, openers)

    for route in [*every_route(), Route(SIGNS_OUT, every_address()[SIGNS_OUT])]:
        readers = openers[route.name] if route.name in OF_EACH_READER else openers[route.name][:1]
        if route.name not in IN_CHINESE and not route.at(world).startswith(FOR_PROGRAMS):
            yield from (walker(who).ask(route) for who in readers)


def test_the_ledger_of_leads_and_the_monthly_workbook_compute_nothing(cast, world):
    client = client_of(cast["handler"])
    ledger = undone(client.post, "/leads/export/", {"reason": PAYLOAD}).body
    monthly = BytesIO()
    monthly_report(date(2026, 11, 1), monthly, user=cast["handler"])
    assert formulas(ledger) + formulas(monthly.getvalue()) == []
