"""Whatever a page leads its reader to opens to this reader."""

import re
from html import unescape

import pytest

from tests.guards.routes import FOR_PROGRAMS, client_of, every_route
from tests.guards.world import CAST

CONTENT = re.compile(r'<main id="main".*?</main>', re.DOTALL)
LEADS_TO = re.compile(r'<a [^>]*?href="(/[^"#]*)')


def leads_to(page: bytes) -> set[str]:
    """Where the links in the content of a page go, but for those that only list, sort or export anew."""
    content = CONTENT.search(page.decode(errors="replace"))
    return {unescape(link) for link in LEADS_TO.findall(content[0])} if content else set()


@pytest.mark.parametrize("who", CAST)
def test_every_link_of_a_page_opens_to_its_reader(who, cast, world, openers):
    client = client_of(cast[who])
    pages = [route.at(world) for route in every_route() if who in openers[route.name] and "GET" in route.verbs]
    answers, dead = dict.fromkeys(pages, 200), []  # the walk asks for these
    for address in (page for page in pages if not page.startswith(FOR_PROGRAMS)):
        answer = client.get(address)
        if answer.status_code != 200 or answer.streaming:
            continue
        for link in leads_to(answer.content):
            if link not in answers:
                answers[link] = client.get(link).status_code
            if answers[link] >= 400:
                dead.append(f"{address} leads to {link}, which answers {answers[link]}")
    assert answers
    assert not dead, "\n".join(dead)
