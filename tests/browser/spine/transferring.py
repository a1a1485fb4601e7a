"""Step 4: the lead is approved and transferred; the discipline commission answers over the API (转账)."""

import uuid

from core.api.tokens import issue_token
from findings.models import Lead, Transfer
from tests.browser.api_client import ApiClient
from tests.browser.spine.story import CANARY


def lead_goes_its_way(story):
    """On the day the plan was filed."""
    leading_group_approves(story.seat("leading"))
    handler_transfers(story.seat("handler"))
    commission_answers_over_the_api(story)
    organization_knows_nothing(story.seat("liaison"))


def leading_group_approves(leading):
    leading.open("/")
    leading.look("4-1-leading-group-worklist")
    leading.misses(CANARY)
    leading.open(Lead.objects.get().get_absolute_url())
    leading.look("4-2-lead-to-decide")
    leading.press("同意移交")
    leading.fill("意见", "同意移交市纪委监委。")
    leading.press("同意")


def handler_transfers(handler):
    handler.open("/")
    handler.look("4-3-handler-worklist")
    handler.open(Lead.objects.get().get_absolute_url())
    handler.press("移交")
    handler.tick("市纪委监委")
    handler.look("4-4-transferring")
    handler.press("移交")
    handler.look("4-5-lead-transferred")


def commission_answers_over_the_api(story):
    _row, token = issue_token(story.people["discipline"])
    commission = ApiClient(story.address, token)
    [lead] = commission.read("leads/?status=transferred").body["results"]
    assert (lead["subject_name"], lead["organization_name"]) == (CANARY, story.organization.name)
    acknowledged = commission.write(f"leads/{lead['id']}/acknowledge/")
    assert acknowledged.status == 200, acknowledged
    report = {"method": "preliminary", "decided_on": "2026-10-28", "note": "已列入初步核实。"}
    key = str(uuid.uuid4())
    first = commission.write(f"leads/{lead['id']}/disposals/", report, key=key)
    again = commission.write(f"leads/{lead['id']}/disposals/", report, key=key)
    assert (first.status, again.status, first.body) == (201, 201, again.body)
    assert CANARY not in str(first.body)
    [transfer] = Transfer.objects.all()
    assert (transfer.status, transfer.disposals.count()) == (Transfer.Status.HANDLING, 1)
    office = ApiClient(story.address, issue_token(story.people["liaison"])[1])
    assert office.read(f"leads/{lead['id']}/").status == 404
    handler = story.seat("handler")
    handler.open(transfer.get_absolute_url())
    handler.sees("初步核实")
    handler.look("4-6-disposal-reported")


def organization_knows_nothing(liaison):
    liaison.is_refused(Lead.objects.get().get_absolute_url())
    for address in ("/", "/inbox/", "/items/", f"/search/?q={CANARY}"):
        liaison.open(address)
        liaison.misses(Lead.objects.get().number)
