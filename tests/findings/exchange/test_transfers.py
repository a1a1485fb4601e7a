"""Transfers: acknowledged, handled, answered, concluded, by the body they were sent to."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.models import Notice
from core.workdays.reckoning import today
from core.workflow.moves import Conflict, IllegalStep
from core.workflow.steps import steps_for
from core.worklist.duties import duties_of
from findings.duties import ACKNOWLEDGE_TRANSFER
from findings.exchange.sending import expect_answer
from findings.exchange.services import acknowledge_transfer, report_disposal, report_outcome
from findings.leads.services import transfer_lead
from findings.models import Disposal, Lead, Outcome, Transfer
from rounds.deadlines.obligations import pause
from rounds.deadlines.signals import obligations_settled
from rounds.models import Obligation
from tests.factories import put

Status = Transfer.Status
DISPOSAL = {"method": Disposal.Method.PRELIMINARY}
OUTCOME = {"kind": Outcome.Kind.DISCIPLINED, "form": Outcome.Form.SECOND, "count": 2}


@pytest.fixture
def acknowledged(transfer, discipline):
    return acknowledge_transfer(transfer, by=discipline)


@pytest.fixture
def handling(acknowledged, discipline):
    report_disposal(acknowledged, by=discipline, decided_on=today(), **DISPOSAL)
    return acknowledged


class TestAcknowledging:
    def test_the_body_confirms(self, transfer, discipline, handler):
        acknowledge_transfer(transfer, by=discipline)
        assert (transfer.status, transfer.acknowledged_by) == (Status.ACKNOWLEDGED, discipline)
        assert transfer.acknowledged_on == today()
        assert Notice.objects.filter(recipient=handler, url=transfer.get_absolute_url()).count() == 1

    @pytest.mark.parametrize("who", ["orgdept", "cooperating", "handler", "leadinggroup", "office", "secretary"])
    def test_nobody_else(self, transfer, request, who):
        with pytest.raises(Refused):
            acknowledge_transfer(transfer, by=request.getfixturevalue(who))

    def test_not_twice(self, acknowledged, discipline):
        with pytest.raises(IllegalStep):
            acknowledge_transfer(acknowledged, by=discipline)

    def test_the_second_of_two_is_told(self, transfer, discipline):
        stale = Transfer.objects.get(pk=transfer.pk)
        acknowledge_transfer(transfer, by=discipline)
        with pytest.raises(Conflict):
            acknowledge_transfer(stale, by=discipline)

    @pytest.mark.parametrize("days", [1, -1])
    def test_on_a_plausible_day(self, transfer, discipline, days):
        with pytest.raises(ValidationError):
            acknowledge_transfer(transfer, by=discipline, on=today() + timedelta(days=days))


class TestDisposals:
    def test_follow_the_acknowledgement(self, transfer, discipline):
        with pytest.raises(IllegalStep):
            report_disposal(transfer, by=discipline, decided_on=today(), **DISPOSAL)

    def test_may_be_followed_by_another(self, handling, discipline):
        report_disposal(handling, by=discipline, method=Disposal.Method.CLOSED, decided_on=today())
        assert handling.status == Status.HANDLING
        assert handling.disposals.count() == 2

    @pytest.mark.parametrize("who", ["orgdept", "handler", "leadinggroup"])
    def test_nobody_else(self, acknowledged, request, who):
        with pytest.raises(Refused):
            report_disposal(acknowledged, by=request.getfixturevalue(who), decided_on=today(), **DISPOSAL)

    def test_an_organization_department_has_none(self, decided, handler, orgdept):
        (transfer,) = transfer_lead(decided, by=handler, bodies=[orgdept.body])
        acknowledge_transfer(transfer, by=orgdept)
        assert [step.name for step in steps_for(transfer, orgdept)] == ["outcome"]
        with pytest.raises(Refused):
            report_disposal(transfer, by=orgdept, decided_on=today(), **DISPOSAL)

    @pytest.mark.parametrize("days", [1, -1])
    def test_on_a_plausible_day(self, acknowledged, discipline, days):
        with pytest.raises(ValidationError):
            report_disposal(acknowledged, by=discipline, decided_on=today() + timedelta(days=days), **DISPOSAL)

    def test_an_unknown_method_is_refused(self, acknowledged, discipline):
        with pytest.raises(ValidationError):
            report_disposal(acknowledged, by=discipline, method="ignored", decided_on=today())
        acknowledged.refresh_from_db()
        assert acknowledged.status == Status.ACKNOWLEDGED


class TestOutcomes:
    def test_follow_a_disposal(self, acknowledged, discipline):
        with pytest.raises(IllegalStep):
            report_outcome(acknowledged, by=discipline, decided_on=today(), **OUTCOME)

    def test_are_reported_one_by_one_until_concluded(self, handling, discipline):
        report_outcome(handling, by=discipline, decided_on=today(), **OUTCOME)
        assert handling.status == Status.HANDLING
        report_outcome(handling, by=discipline, decided_on=today(), concluded=True, **OUTCOME)
        lead = Lead.objects.get(pk=handling.lead_id)
        assert (handling.status, handling.concluded_on) == (Status.CONCLUDED, today())
        assert (lead.status, lead.concluded_on) == (Lead.Status.CONCLUDED, today())

    def test_when_what_was_owed_cannot_be_settled_nothing_has_happened(self, handling, discipline):
        """Whoever listens to the settling may refuse."""
        expect_answer(handling)

        def refuse(**news):
            raise IllegalStep("no")

        obligations_settled.connect(refuse, dispatch_uid="t")
        with pytest.raises(IllegalStep):
            report_outcome(handling, by=discipline, decided_on=today(), concluded=True, **OUTCOME)
        obligations_settled.disconnect(dispatch_uid="t")
        handling.refresh_from_db()
        assert handling.status == Status.HANDLING
        assert not handling.outcomes.exists()

    def test_a_lead_sent_to_both_waits_for_both(self, decided, handler, discipline, orgdept):
        first, second = transfer_lead(decided, by=handler, bodies=[discipline.body, orgdept.body])
        acknowledge_transfer(second, by=orgdept)
        report_outcome(second, by=orgdept, kind=Outcome.Kind.UNFOUNDED, decided_on=today(), concluded=True)
        decided.refresh_from_db()
        assert decided.status == Lead.Status.TRANSFERRED
        acknowledge_transfer(first, by=discipline)
        report_disposal(first, by=discipline, decided_on=today(), **DISPOSAL)
        report_outcome(first, by=discipline, decided_on=today(), concluded=True, **OUTCOME)
        decided.refresh_from_db()
        assert decided.status == Lead.Status.CONCLUDED

    def test_nothing_after_the_conclusion(self, handling, discipline):
        report_outcome(handling, by=discipline, decided_on=today(), concluded=True, **OUTCOME)
        with pytest.raises(IllegalStep):
            report_outcome(handling, by=discipline, decided_on=today(), **OUTCOME)

    @pytest.mark.parametrize("who", ["orgdept", "handler", "leadinggroup", "office"])
    def test_nobody_else(self, handling, request, who):
        with pytest.raises(Refused):
            report_outcome(handling, by=request.getfixturevalue(who), decided_on=today(), **OUTCOME)

    @pytest.mark.parametrize("wrong", [{"count": 0}, {"kind": "unfounded"}, {"form": "fifth"}])
    def test_must_make_sense(self, handling, discipline, wrong):
        with pytest.raises(ValidationError):
            report_outcome(handling, by=discipline, decided_on=today(), **OUTCOME | wrong)

    @pytest.mark.parametrize("days", [1, -1])
    def test_on_a_plausible_day(self, handling, discipline, days):
        with pytest.raises(ValidationError):
            report_outcome(handling, by=discipline, decided_on=today() + timedelta(days=days), **OUTCOME)


def test_answers_are_seen_with_their_transfer(handling, request):
    cast = ["handler", "leadinggroup", "discipline", "orgdept", "office", "leader", "auditor"]
    seen = [who for who in cast if Disposal.objects.visible_to(request.getfixturevalue(who)).exists()]
    assert seen == ["handler", "leadinggroup", "discipline"]


class TestDeadlines:
    """By when a body owes what is said wherever it reads of the lead."""

    def test_the_worklist_tells_the_day_of_the_next_act(self, transfer, discipline):
        owed = Obligation.objects.on(transfer).get(node=ACKNOWLEDGE_TRANSFER)
        assert [duty.due_on for duty in duties_of(discipline)] == [owed.due_on]
        assert owed.due_on < transfer.due_on
        acknowledge_transfer(transfer, by=discipline)
        assert [duty.due_on for duty in duties_of(discipline)] == [transfer.due_on]

    def test_the_page_tells_what_is_owed_next(self, browse, transfer, discipline):
        def deadline():
            return browse(discipline).get(transfer.get_absolute_url()).context["deadline"]

        assert (deadline()["what"], deadline()["done"]) == (f"签收移交的问题线索{transfer.lead.number}", False)
        acknowledge_transfer(transfer, by=discipline)
        assert deadline()["due_on"] == transfer.due_on
        put(Transfer.objects.filter(pk=transfer.pk), Status.CONCLUDED, concluded_on=today())
        Obligation.objects.on(transfer).update(met_on=today())
        assert deadline()["done"]

    def test_the_lists_tell_the_day_of_what_is_owed_next(self, browse, transfer, discipline, handler):
        def lights():
            pages = [browse(discipline).get("/transfers/"), browse(handler).get(transfer.lead.get_absolute_url())]
            return [re.findall(r'class="light [^"]*" title="([^"]*)"', page.content.decode()) for page in pages]

        first = Obligation.objects.on(transfer).get(node=ACKNOWLEDGE_TRANSFER).due_on
        assert lights() == [[first.isoformat()]] * 2
        acknowledge_transfer(transfer, by=discipline)
        assert lights() == [[transfer.due_on.isoformat()]] * 2

    def test_nothing_runs_that_is_paused(self, browse, transfer, discipline):
        pause(ACKNOWLEDGE_TRANSFER, transfer, today())
        assert [duty.due_on for duty in duties_of(discipline)] == [None]
        assert browse(discipline).get(transfer.get_absolute_url()).context["deadline"]["due_on"] == transfer.due_on
