"""What was changed after its page was opened is not decided on unseen, though it stands in the same state again."""

import pytest

from core.access.roles import Role
from core.workflow.as_shown import FIELD, mark_of
from findings.findings.services import submit_finding, update_finding
from findings.leads.services import file_lead, return_lead, update_lead
from findings.models import Finding, Lead
from tests.factories import UserFactory
from tests.findings.conftest import at

CHANGED = "请重新查看后再操作"


@pytest.fixture
def changed(filed, member, leader):
    """`changed()`: the lead is returned by somebody else, changed and filed again."""

    def change():
        return_lead(filed, by=UserFactory(roles=[Role.LEADING_GROUP]), reason="补充")
        update_lead(filed, by=member, content="别的内容")
        file_lead(filed, by=leader)

    return change


def test_a_lead_is_not_approved_as_another_than_it_was_shown(filed, browse, leadinggroup, changed):
    client, address = browse(leadinggroup), f"{at('lead', filed.pk)}approve/"
    sent = {"opinion": "同意", FIELD: client.get(address).context[FIELD]}
    changed()
    answer = client.post(address, sent)
    assert CHANGED in answer.content.decode()
    assert Lead.objects.get().status == Lead.Status.FILED
    sent[FIELD] = answer.context[FIELD]
    assert client.post(address, sent).status_code == 302
    assert Lead.objects.get().status == Lead.Status.APPROVED


def test_as_it_was_shown_it_is(filed, browse, leadinggroup):
    client, address = browse(leadinggroup), f"{at('lead', filed.pk)}approve/"
    page = client.get(address)
    assert f'name="{FIELD}" value="{mark_of(Lead.objects.get())}"' in page.content.decode()
    assert client.post(address, {"opinion": "同意", FIELD: page.context[FIELD]}).status_code == 302


def test_a_button_of_the_page_is_about_what_the_page_showed(finding, browse, leader):
    client = browse(leader)
    page = client.get(at("finding", finding.pk)).content.decode()
    shown = mark_of(Finding.objects.get(pk=finding.pk))
    assert f'name="{FIELD}" value="{shown}"' in page
    update_finding(finding, by=leader, text="别的表述")
    answer = client.post(f"{at('finding', finding.pk)}submit/", {FIELD: shown}, follow=True)
    assert CHANGED in answer.content.decode()
    finding.refresh_from_db()
    assert finding.status == "draft"


def test_where_the_state_forbids_the_step_it_says_so(finding, browse, leader):
    shown = mark_of(Finding.objects.get(pk=finding.pk))
    submit_finding(finding, by=leader)
    answer = browse(leader).post(f"{at('finding', finding.pk)}submit/", {FIELD: shown}, follow=True)
    assert CHANGED not in answer.content.decode()
