"""The office enters the bodies that leads are sent to, and every change of them stands in the trail."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from core.models import Proposal
from rounds.bodies import services
from rounds.models import Body
from tests.factories import BodyFactory, TransferFactory

DISCIPLINE = {"name": "市纪委监委", "kind": Body.Kind.DISCIPLINE}


def test_the_office_enters_and_changes_a_body_in_the_browser(browse, office, handler):
    desk = browse(office)
    assert reverse("rounds:bodies") in desk.get("/").content.decode()
    entered = desk.post(reverse("rounds:body_add"), DISCIPLINE)
    body = Body.objects.get()
    assert entered.url == body.get_absolute_url()
    desk.post(reverse("rounds:body_change", args=[body.pk]), DISCIPLINE | {"name": "市纪律检查委员会"})
    browse(handler).post(reverse("proposal_confirm", args=[Proposal.objects.get().pk]))
    body.refresh_from_db()
    assert body.name == "市纪律检查委员会"
    assert "市纪委监委" in desk.get(body.get_absolute_url()).content.decode()  # in its timeline


def test_who_entered_a_body_stands_in_the_trail(office):
    body = services.add_body(by=office, **DISCIPLINE)
    assert body.events.get().pgh_context["actor"] == office.pk


def test_a_name_is_taken_once(office):
    services.add_body(by=office, **DISCIPLINE)
    with pytest.raises(ValidationError):
        services.add_body(by=office, name="市纪委监委", kind=Body.Kind.COOPERATING)


def test_others_keep_no_bodies(leadinggroup, leader, discipline, sysadmin):
    for user in (leadinggroup, leader, discipline, sysadmin):
        with pytest.raises(Refused):
            services.add_body(by=user, name="市审计局", kind=Body.Kind.COOPERATING)
        with pytest.raises(Refused):
            services.update_body(discipline.body, by=user, name="市审计局")


def test_the_kind_changes_until_something_stands_on_the_body(office, discipline):
    body = services.add_body(by=office, name="市审计局", kind=Body.Kind.DISCIPLINE)
    services.update_body(body, by=office, kind=Body.Kind.COOPERATING)
    assert Body.objects.get(pk=body.pk).kind == Body.Kind.COOPERATING
    sent_to = TransferFactory(body=BodyFactory()).body
    for used in (discipline.body, sent_to):
        with pytest.raises(ValidationError):
            services.update_body(used, by=office, kind=Body.Kind.COOPERATING)
        services.update_body(used, by=office, name=f"{used.name}机关")


@pytest.mark.parametrize(("query", "found"), [("words=纪委", 1), ("kind=cooperating", 1), ("", 2)])
def test_filters_of_bodies(browse, office, query, found):
    BodyFactory(**DISCIPLINE)
    BodyFactory(name="市审计局", kind=Body.Kind.COOPERATING)
    page = browse(office).get(f"{reverse('rounds:bodies')}?{query}")
    assert page.context["table"].paginator.count == found
