"""Importing leads that were transferred on paper."""

from datetime import date

import pytest

from core.access.reach import Refused
from core.access.roles import Right, Role
from core.ledgers.registry import kind_of
from core.worklist.duties import duties_of
from findings import duties
from findings.exchange.services import confirm_transfer
from findings.leads.services import approve_lead
from findings.models import Lead, Transfer
from personnel.models import RoleGrant
from rounds.models import Body, Inspection, Obligation, Round
from tests import ledgers
from tests.factories import BodyFactory, InspectionFactory, RoundFactory, TeamFactory, UserFactory, fresh, put

pytestmark = pytest.mark.usefixtures("organizations")


def one_lead(**changes):
    row = dict(zip(ledgers.LEAD_HEADER.split(), ledgers._lead(1), strict=True)) | changes
    return ledgers.as_file(ledgers.sheet_of([list(row), list(row.values())]))


def receivers():
    return sorted(transfer.body.name for transfer in Transfer.objects.select_related("body"))


def test_every_lead_is_taken_in_with_its_transfers(take_in, handler):
    outcome = take_in(ledgers.leads(), by=handler, skip=False)
    assert outcome.saved == 18
    lead = Lead.objects.get(number="XS18-005")
    assert (lead.status, lead.referred_on, lead.mode) == (Lead.Status.TRANSFERRED, date(2026, 9, 5), Lead.Mode.DOUBLE)
    assert lead.content == "涉嫌违规领取补贴，涉及5万元"
    assert {transfer.body.name for transfer in lead.transfers.all()} == {"市纪委监委", "市委组织部"}


def confirmed(by):
    for transfer in Transfer.objects.all():
        confirm_transfer(transfer, by=by)


def test_no_body_reads_what_one_lead_handler_brought_before_somebody_else_confirms_it(
    take_in, handler, leadinggroup, discipline
):
    RoleGrant.objects.create(user=handler, role=Role.LEADING_GROUP, granted_on="2026-01-01")
    take_in(one_lead(), by=fresh(handler))
    assert not Lead.objects.visible_to(discipline).exists()
    assert not Transfer.objects.visible_to(discipline).exists()
    assert not Obligation.objects.exists()
    for user in (fresh(handler), discipline):
        with pytest.raises(Refused):
            confirmed(user)
    assert "确认台账所载线索XS18-001的移交" in {duty.title for duty in duties_of(leadinggroup)}
    confirmed(leadinggroup)
    assert Lead.objects.visible_to(discipline).exists()


@pytest.mark.parametrize("status", [Round.Status.RECTIFYING, Round.Status.ARCHIVED])
def test_a_lead_of_any_round_planned_here_reaches_no_body_by_a_ledger_alone(
    take_in, handler, discipline, organizations, status
):
    round_ = RoundFactory(number=18, status=Round.Status.PREPARING)
    team = TeamFactory(round=round_, number=2)
    InspectionFactory(team=team, organization=organizations[1], status=Inspection.Status.REPORTING)
    put(Round.objects.all(), status)
    take_in(one_lead(), by=handler)
    assert Lead.objects.exists()
    assert not Lead.objects.visible_to(discipline).exists()


def test_the_bodies_owe_an_answer_from_the_confirmation_on(take_in, handler, leadinggroup):
    take_in(one_lead(), by=handler)
    confirmed(leadinggroup)
    assert set(Obligation.objects.values_list("node", flat=True)) == {
        duties.ACKNOWLEDGE_TRANSFER,
        duties.ANSWER_TRANSFER,
    }


def test_nobody_is_reminded_of_what_was_received_or_due_on_paper(take_in, handler, leadinggroup):
    take_in(one_lead(移交时间=date(2026, 3, 2)), by=handler)
    confirmed(leadinggroup)
    assert not Obligation.objects.running().exists()
    assert set(Obligation.objects.checkable_by(handler)) == set(Obligation.objects.all())


def test_a_lead_of_a_round_under_way_here_awaits_the_decision(take_in, look, handler, leadinggroup, organizations):
    round_ = RoundFactory(number=18, status=Round.Status.PREPARING)
    team = TeamFactory(round=round_, number=2)
    InspectionFactory(team=team, organization=organizations[1], status=Inspection.Status.REPORTING)
    put(Round.objects.all(), Round.Status.RECTIFYING)
    plan = look(one_lead(), by=handler)
    assert "领导小组" in next(made.warning for made in plan.creations if made.warning)
    take_in(one_lead(), by=handler, skip=False)
    lead = Lead.objects.get()
    assert (lead.status, lead.referred_on, lead.transfers.count()) == (Lead.Status.FILED, None, 0)
    assert approve_lead(lead, by=leadinggroup).status == Lead.Status.APPROVED


def test_a_lead_of_an_inspection_on_site_is_its_teams(look, causes, handler, organizations):
    team = TeamFactory(round=RoundFactory(number=18), number=2)
    InspectionFactory(team=team, organization=organizations[1], status=Inspection.Status.ON_SITE)
    (cause,) = causes(look(one_lead(), by=handler))
    assert cause[1] == "被巡察党组织"
    assert not Lead.objects.exists()


def test_the_other_body_of_a_double_transfer_is_that_of_the_same_place(take_in, handler):
    take_in(one_lead(移交单位="靖川县纪委监委"), by=handler)
    assert receivers() == ["靖川县委组织部", "靖川县纪委监委"]
    assert Body.objects.get(name="靖川县委组织部").kind == Body.Kind.ORGANIZATION_DEPARTMENT


def test_a_single_transfer_goes_only_where_the_ledger_says(take_in, handler):
    take_in(one_lead(移交方式="单移交", 移交单位="市委组织部"), by=handler)
    assert receivers() == ["市委组织部"]


def test_two_bodies_may_be_named(take_in, handler):
    take_in(one_lead(移交单位="市纪委监委、市委组织部"), by=handler)
    assert receivers() == ["市委组织部", "市纪委监委"]


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"移交单位": "市财政局"}, "移交单位"),
        ({"移交单位": "市纪委监委、靖川县纪委监委"}, "移交单位"),
        ({"移交方式": "单移交", "移交单位": "市纪委监委、市委组织部"}, "移交单位"),
        ({"移交时间": date(2026, 12, 1)}, "移交时间"),
        ({"涉及纪律": "其他纪律"}, "涉及纪律"),
        ({"被巡察党组织": "不存在的党组织"}, "被巡察党组织"),
    ],
)
def test_what_cannot_be_is_refused_at_its_column(look, causes, handler, changes, column):
    assert [cause[1] for cause in causes(look(one_lead(**changes), by=handler))] == [column]


def test_the_same_file_again_changes_nothing(take_in, handler, standing):
    take_in(ledgers.leads(), by=handler)
    again = take_in(ledgers.leads(), by=handler)
    assert again.saved == 0
    assert standing(again.plan)[0] == (4, "该线索编号已经登记")
    assert Lead.objects.count() == 18


def test_office_staff_without_the_rights_over_leads_may_not_even_look(look, office):
    with pytest.raises(Refused):
        look(ledgers.leads(), by=office)


def test_who_only_handles_leads_brings_in_those_of_inspections_and_bodies_that_are_entered(
    take_in, causes, handler_only, organizations
):
    refused = causes(take_in(one_lead(), by=handler_only).plan)
    assert [title for _row, title, _cause in refused] == ["移交单位", "移交单位", "被巡察党组织"]
    assert not Round.objects.exists()
    assert not Body.objects.exists()
    team = TeamFactory(round=RoundFactory(number=18, status=Round.Status.ARCHIVED), number=2)
    InspectionFactory(team=team, organization=organizations[1], status=Inspection.Status.REPORTING)
    BodyFactory(name="市纪委监委")
    BodyFactory(name="市委组织部", kind=Body.Kind.ORGANIZATION_DEPARTMENT)
    assert take_in(one_lead(), by=handler_only, skip=False).saved == 1
    assert receivers() == ["市委组织部", "市纪委监委"]
    assert not Lead.objects.visible_to(UserFactory(roles=[Role.DISCIPLINE], body=Body.objects.first())).exists()


def test_reading_leads_is_not_enough_to_import_them(look, leadinggroup):
    assert not kind_of("leads").open_to(leadinggroup)
    assert kind_of("leads").rights == {Right.READ_LEADS, Right.TRANSFER_LEADS}
    with pytest.raises(Refused):
        look(ledgers.leads(), by=leadinggroup)
