"""Without scripts a picker leads to its page with every choice in it: those this reader may see, and no more."""

import re

import pytest
from django.urls import reverse

from tests.factories import OrganizationFactory, PersonFactory, RecusalFactory

LINK = re.compile(r'<noscript><a class="picker-plain" href="\?([^"]*)">从完整列表中选择</a></noscript>')


@pytest.fixture
def unseen(leader):
    """An organization that the leader is recused from."""
    return RecusalFactory(person=leader.person, organization=OrganizationFactory(name="市审计局党组")).organization


def pages(leader):
    """A form, a step and a list with a picker that asks the server, each with a parameter of its own."""
    return [
        reverse("personnel:posting_add", args=[leader.person.postings.get().team_id]) + "?from=team",
        reverse("personnel:recusal_add", args=[leader.person_id]) + "?from=person",
        reverse("findings:findings") + "?from=board",
    ]


def test_every_picker_that_asks_the_server_leads_there_and_keeps_the_address(browse, leader, office, organization):
    for page in pages(leader):
        content = browse(office).get(page).content.decode()
        [kept] = LINK.findall(content)
        assert kept == page.split("?")[1] + "&amp;plain=1"
        assert not LINK.findall(browse(office).get(f"{page}&plain=1").content.decode())


def test_there_it_shows_what_this_reader_may_see(browse, leader, office, organization, unseen):
    colleague = PersonFactory(name="周海燕")
    posting, recusal, findings = (f"{page}&plain=1" for page in pages(leader))
    assert f'<option value="{colleague.pk}"' in browse(office).get(posting).content.decode()
    for page in (recusal, findings):
        assert f'<option value="{organization.pk}"' in browse(leader).get(page).content.decode()
        assert unseen.name not in browse(leader).get(page).content.decode()
        assert organization.name not in browse(leader).get(page.removesuffix("&plain=1")).content.decode()


def test_a_step_and_a_search_stay_there(browse, leader, organization):
    _posting, recusal, findings = (f"{page}&plain=1" for page in pages(leader))
    content = browse(leader).post(recusal, {"organization": "", "reason": ""}).content.decode()
    assert f'<option value="{organization.pk}"' in content
    assert f'action="{recusal.replace("&", "&amp;")}"' in content
    assert '<input type="hidden" name="plain" value="1">' in browse(leader).get(findings).content.decode()
