"""An application is withdrawn by the side that applied, until it is decided; it stays told."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.access.roles import Role
from core.models import Notice
from core.workflow.moves import IllegalStep
from core.workflow.steps import steps_for
from rectification import duties
from rectification.changes.services import accept_change, apply_change, withdraw_change
from rectification.closing.services import withdraw_close_out
from rectification.models import CloseOut, Item, ItemChange
from rectification.reporting.as_of import standing_on
from rounds.models import Obligation
from tests.core.api.conftest import ApiClient
from tests.factories import apply_for, bring_to_office, fresh

WITHDRAWN = date(2026, 10, 12)
LATER = date(2026, 12, 20)


class TestACloseOut:
    @pytest.mark.parametrize("lies_with", ["with_team", "applied"])
    def test_nobody_is_asked_any_more_and_the_organization_owes_again(self, lies_with, liaison, request):
        item = request.getfixturevalue(lies_with)
        withdraw_close_out(item, "另有措施未落实", by=liaison, on=WITHDRAWN)
        assert Item.objects.get(pk=item.pk).status == Item.Status.RECTIFYING
        close_out = CloseOut.objects.get()
        assert (close_out.decision, close_out.opinion, close_out.decided_on) == (
            "withdrawn",
            "另有措施未落实",
            WITHDRAWN,
        )
        owed = Obligation.objects.open().filter(subject_id=item.pk)
        assert set(owed.values_list("node", "paused_on")) == {(duties.RECTIFY_ITEM, None)}

    def test_whom_it_lay_with_is_told(self, with_team, liaison, leader, office):
        withdraw_close_out(with_team, "另有措施", by=liaison)
        assert Notice.objects.get(kind="close_out.withdrawn").recipient == leader
        bring_to_office(with_team, by=liaison)
        withdraw_close_out(with_team, "另有措施", by=liaison)
        assert Notice.objects.filter(kind="close_out.withdrawn", recipient=office).exists()

    def test_a_reason_is_needed(self, with_team, liaison):
        with pytest.raises(ValidationError):
            withdraw_close_out(with_team, " ", by=liaison)

    @pytest.mark.parametrize("who", ["office", "leader", "other_secretary", "division"])
    def test_only_the_organization_withdraws(self, with_team, who, request):
        with pytest.raises(Refused):
            withdraw_close_out(with_team, "另有措施", by=request.getfixturevalue(who))

    @pytest.mark.parametrize("state", ["done", "closed"])
    def test_not_what_was_not_applied_for_nor_what_is_decided(self, state, liaison, request):
        with pytest.raises(IllegalStep):
            withdraw_close_out(request.getfixturevalue(state), "另有措施", by=liaison)

    def test_it_may_be_applied_for_anew(self, with_team, liaison):
        withdraw_close_out(with_team, "另有措施", by=liaison, on=WITHDRAWN)
        assert apply_for(with_team, by=liaison, on=WITHDRAWN)

    def test_each_day_tells_where_it_stood(self, with_team, liaison):
        withdraw_close_out(with_team, "另有措施", by=liaison, on=WITHDRAWN)
        days = [date(2026, 10, 8), date(2026, 10, 11), WITHDRAWN]
        states = [standing_on(Item.objects.filter(pk=with_team.pk), day).get().state_then for day in days]
        assert states == ["awaiting_team", "awaiting_team", "rectifying"]

    def test_who_withdrew_acts_for_the_office_in_nothing_of_it(self, with_team, liaison, secretary, office):
        withdraw_close_out(with_team, "另有措施", by=secretary)
        apply_change(with_team, "延期", due_on=LATER, by=liaison)
        secretary.grants.update(role=Role.OFFICE)
        secretary.organization = None
        secretary.save()
        with pytest.raises(Refused):
            accept_change(with_team, "同意", by=fresh(secretary))

    def test_on_the_page_of_the_item(self, with_team, liaison, browse):
        assert "withdraw_close_out" in {step.name for step in steps_for(with_team, fresh(liaison))}
        desk = browse(liaison)
        desk.post(reverse("rectification:item_withdraw_close_out", args=[with_team.pk]), {"reason": "另有措施"})
        assert "已撤回" in desk.get(with_team.get_absolute_url()).content.decode()


class TestAChange:
    @pytest.fixture
    def asked(self, item, liaison):
        apply_change(item, "延期到货", due_on=LATER, by=liaison, on=date(2026, 10, 8))
        return item

    def test_the_plan_stays_and_the_office_owes_nothing(self, asked, liaison, office):
        withdraw_change(asked, "设备已到货", by=liaison, on=WITHDRAWN)
        assert ItemChange.objects.get().decision == "withdrawn"
        assert Item.objects.get(pk=asked.pk).due_on != LATER
        assert not Obligation.objects.open().filter(node=duties.DECIDE_CHANGE).exists()
        assert Notice.objects.filter(kind="change.withdrawn", recipient=office).exists()
        assert apply_change(asked, "再申请延期", due_on=LATER, by=liaison, on=WITHDRAWN)

    def test_only_by_the_organization_and_only_what_waits(self, asked, liaison, office):
        with pytest.raises(Refused):
            withdraw_change(asked, "设备已到货", by=office)
        accept_change(asked, "同意", by=office)
        with pytest.raises(IllegalStep):
            withdraw_change(asked, "设备已到货", by=liaison)

    def test_over_the_api(self, asked, liaison):
        answer = ApiClient(liaison).write(f"items/{asked.pk}/withdraw-change/", {"reason": "设备已到货"})
        assert answer.status_code == 200
        assert ItemChange.objects.get().decision == "withdrawn"
