"""What a transferred lead makes its receiving body owe, and who sees it."""

from datetime import date

import pytest
from django.utils import translation

from core.access.roles import Role
from findings import duties
from findings.exchange.sending import send_to
from findings.exchange.services import acknowledge_transfer, report_disposal, report_outcome
from personnel.models import User
from rounds.models import Obligation
from tests.factories import LeadFactory, RecusalFactory, UserFactory


class TestTransfers:
    @pytest.fixture
    def sent(self, inspection, discipline, handler, clock):
        clock.set("2026-11-23 10:00")
        lead = LeadFactory(inspection=inspection, status="transferred", referred_on=date(2026, 9, 1))
        with translation.override("en"):
            (sent,) = send_to([discipline.body], lead, by=handler, on=date(2026, 9, 1))
        return sent

    def test_what_is_owed_is_told_in_the_language_of_the_house(self, sent):
        titles = " ".join(Obligation.objects.values_list("title", flat=True))
        assert "lead" not in titles
        assert "线索" in titles

    def test_the_body_owes_an_acknowledgement_and_an_answer(self, sent):
        owed = {o.node: o for o in Obligation.objects.all()}
        assert owed[duties.ACKNOWLEDGE_TRANSFER].due_on == date(2026, 9, 8)
        assert owed[duties.ANSWER_TRANSFER].due_on == date(2026, 12, 1)
        assert {(o.body, o.organization) for o in owed.values()} == {(sent.body, None)}

    def test_titles_say_nothing_of_the_lead(self, sent):
        titles = " ".join(f"{owed.title} {owed.titles}" for owed in Obligation.objects.all())
        assert sent.lead.number in titles
        for secret in (sent.lead.content, sent.lead.subject_name, sent.lead.subject_post):
            assert secret not in titles

    def test_acknowledged_the_answer_is_left(self, sent, discipline):
        acknowledge_transfer(sent, by=discipline, on=date(2026, 9, 3))
        assert Obligation.objects.open().get().node == duties.ANSWER_TRANSFER

    def test_concluded_nothing_is_left(self, sent, discipline):
        acknowledge_transfer(sent, by=discipline, on=date(2026, 9, 3))
        report_disposal(sent, by=discipline, method="preliminary", decided_on=date(2026, 9, 8))
        outcome = {"kind": "unfounded", "decided_on": date(2026, 10, 8), "concluded": True}
        report_outcome(sent, by=discipline, **outcome)
        assert not Obligation.objects.open().exists()

    def test_the_transfer_shows_the_day_its_result_is_owed_by(self, sent):
        assert sent.due_on == Obligation.objects.get(node=duties.ANSWER_TRANSFER).due_on

    @pytest.mark.parametrize(
        ("who", "sees"),
        [
            ("discipline", 2),
            ("handler", 2),
            ("leadinggroup", 2),
            ("office", 0),
            ("orgdept", 0),
            ("leader", 0),
            ("secretary", 0),
            ("division", 0),
            ("auditor", 0),
        ],
    )
    def test_who_sees_what_concerns_a_lead(self, sent, who, sees, request):
        assert Obligation.objects.visible_to(request.getfixturevalue(who)).count() == sees

    def test_who_sits_in_the_office_and_in_the_body_sees_what_the_body_owes(self, sent, orgdept):
        both = {"roles": [Role.OFFICE, Role.DISCIPLINE]}
        owing, other = UserFactory(body=sent.body, **both), UserFactory(body=orgdept.body, **both)
        assert [Obligation.objects.visible_to(user).count() for user in (owing, other)] == [2, 0]

    @pytest.mark.usefixtures("transfer")
    def test_one_of_the_body_who_must_stand_aside_sees_none_of_it(self, discipline, inspection):
        discipline.person = RecusalFactory(organization=inspection.organization).person
        discipline.save()
        assert not Obligation.objects.visible_to(User.objects.get(pk=discipline.pk)).exists()
