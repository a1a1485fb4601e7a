"""What a form or a program sends decides nothing but what it is asked for.

PEERS §3 classes 3, 4, 8, 9, 26: foreign keys in bodies, mass assignment, privileges as fields, existence told by an
error, many rows at once, a rule of the page that the API lacks.
"""

from datetime import date

import pytest
from django import forms
from django.apps import apps
from rest_framework.serializers import BaseSerializer

from core.api.views import RowApi
from core.models import Notice
from core.notices.services import tell
from core.workdays.reckoning import today
from findings.models import Category, Finding, Lead, WorkingPaper
from rectification.models import Item, Measure
from tests.factories import (
    BodyFactory,
    CategorySchemeFactory,
    InspectionFactory,
    ItemFactory,
    PersonFactory,
    RecusalFactory,
    UserFactory,
    WorkingPaperFactory,
    put,
)
from tests.guards.routes import client_of, every_route

DECIDED_BY_SERVICES = {
    "status",
    "is_active",
    "password",
    "must_change_password",
    "roles",
    "grants",
    "rights",
    "person",
    "written_by",
    "reported_by",
    "recorded_by",
    "applied_by",
    "approved_by",
    "reviewed_by",
    "decided_by",
    "signed_by",
    "prepared_by",
    "signed_on",
    "issued_on",
    "delivered_on",
    "closed_on",
    "concluded_on",
    "referred_on",
    "acknowledged_on",
    "fed_back_on",
    "dissolved_on",
    "approved_on",
    "rectifying_from",
    "archived_on",
    "number_of_items",
    "digest",
}
OFFERED_ELSEWHERE = {"ImportStart", "ImportReview"}
ABOUT_PEOPLE = {"PostingAdd"}
"""Forms that ask about whom they are; an account is linked to nobody by them."""
SIGNED = {"SignPage", "SupplementSignPage", "ReportSignPage", "ForwardedReportSignPage"}
"""Forms that ask for one's own password to sign with; they set none."""


def pages_with_forms() -> dict[str, type]:
    """Every page that has a form."""
    views = [route.view for route in every_route()]
    return {view.__name__: view for view in views if isinstance(getattr(view, "form_class", None), type)}


def form_classes() -> dict[str, type]:
    """The form of every page that has one."""
    return {name: view.form_class for name, view in pages_with_forms().items()}


def entered_by_hand(name: str) -> set[str]:
    """What a register declares that its keepers tell: days and people of what happened elsewhere."""
    register = getattr(pages_with_forms()[name], "register", None)
    return set(register.facts) if register else set()


def bodies() -> dict[str, type[BaseSerializer]]:
    """What each POST of the API takes."""
    views = {route.view for route in every_route() if isinstance(route.view, type) and issubclass(route.view, RowApi)}
    named = {f"{view.__name__}.create": view.body_serializer for view in views if hasattr(view, "create")}
    for view in views:
        for action in view.get_extra_actions():
            named[f"{view.__name__}.{action.__name__}"] = action.kwargs.get("body_serializer", view.body_serializer)
    return named


@pytest.mark.parametrize("name", sorted(set(form_classes()) - {"SignIn"}))
def test_no_form_offers_what_a_service_decides(name):
    form = form_classes()[name]
    offered = set(form.base_fields) & DECIDED_BY_SERVICES
    whom = {"person"} if name in ABOUT_PEOPLE else set()
    when = {"delivered_on"} if name in OFFERED_ELSEWHERE else set()
    with_what = {"password"} if name in SIGNED else set()
    assert offered - whom - when - with_what - entered_by_hand(name) == set()


def test_no_body_offers_what_a_service_decides(db):
    offered = {name: set(body().fields) & DECIDED_BY_SERVICES for name, body in bodies().items()}
    assert offered
    for name in ("LeadApi.outcomes", "TransferApi.outcomes", "TransferApi.correct_outcome"):
        offered[name] -= {"person"}  # a name in what came of a lead
    assert {name: fields for name, fields in offered.items() if fields} == {}


def test_every_model_form_names_its_fields():
    with_all = [
        name for name, form in form_classes().items() if issubclass(form, forms.ModelForm) and not form._meta.fields
    ]
    assert with_all == []


def program(user):
    """Sends JSON as this user; gives the status and the answer."""
    client = client_of(user)

    def send(address, body=None, **headers):
        response = client.post(f"/api/v1/{address}", body or {}, "application/json", headers=headers)
        return response.status_code, response.json() if response.content else {}

    return send


@pytest.mark.parametrize("sent", ["status", "approved_by", "inspection_id", "__class__", "number"])
def test_a_member_that_a_request_does_not_know_is_refused(sent, cast, world):
    status, answer = program(cast["leader"])(f"findings/{world.finding.pk}/submit/", {sent: "issued"})
    assert status == 400
    assert [error["field"] for error in answer["errors"]] == [sent]


def paper_body(inspection, **more):
    return {
        "inspection": inspection.pk,
        "title": "题目",
        "facts": "事实",
        "basis": "依据",
        "responsibility": "",
        "found_on": "2026-03-10",
    } | more


def told(send, body):
    """What the API says is wrong, without the numbers sent."""
    status, answer = send("working-papers/", body)
    assert status == 400
    return [(error["field"], error["code"]) for error in answer["errors"]]


def test_a_program_names_only_rows_it_sees_and_learns_of_no_others(cast, world):
    send, hidden = program(cast["stranger_leader"]), world.inspection
    missing = InspectionFactory.build(pk=987_654_321)
    assert told(send, paper_body(hidden)) == told(send, paper_body(missing)) == [("inspection", "does_not_exist")]
    own = cast["stranger_leader"].person.postings.get().team.inspections.get()
    persons = [world.person.pk, 987_654_321]
    answers = [told(send, paper_body(own, handlers=[person])) for person in persons]
    assert answers[0] == answers[1]
    assert send("findings/", {"paper": world.paper.pk})[1]["errors"][0]["code"] == "does_not_exist"


@pytest.fixture
def stranger(cast, world):
    return client_of(cast["stranger_leader"])


def test_a_page_takes_no_foreign_inspection_handler_or_paper(stranger, cast, world):
    own = cast["stranger_leader"].person.postings.get().team.inspections.get()
    before = WorkingPaper.objects.count(), Lead.objects.count()
    foreign = paper_body(world.inspection, do="draft")
    assert stranger.post("/papers/add/", foreign).context["form"].errors.keys() == {"inspection"}
    foreign = paper_body(own, do="draft", handlers=[world.person.pk])
    assert stranger.post("/papers/add/", foreign).context["form"].errors.keys() == {"handlers"}
    lead = {"inspection": world.inspection.pk, "subject_name": "甲", "content": "乙"}
    assert "inspection" in stranger.post("/leads/add/", lead).context["form"].errors
    assert stranger.post(f"/papers/{world.paper.pk}/leads/add/", lead).status_code == 404
    assert (WorkingPaper.objects.count(), Lead.objects.count()) == before


def test_the_office_gives_no_team_an_organization_it_is_recused_from(cast, world):
    user = cast["office"]
    type(user).objects.filter(pk=user.pk).update(person=PersonFactory())
    user.refresh_from_db()
    hidden = RecusalFactory(person=user.person).organization
    sent = {"organization": hidden.pk, "kind": "regular"}
    page = client_of(user).post(f"/teams/{world.team.pk}/assign/", sent)
    assert "organization" in page.context["form"].errors
    assert hidden.name not in page.content.decode()


def test_a_lead_goes_to_no_body_that_handles_none(cast, world):
    put(Lead.objects.filter(pk=world.lead.pk), Lead.Status.APPROVED)
    cooperating = BodyFactory(kind="cooperating")
    sent = {"bodies": [cooperating.pk], "on": today().isoformat()}
    page = client_of(cast["handler"]).post(f"/leads/{world.lead.pk}/transfer/", sent)
    assert "bodies" in page.context["form"].errors


def test_no_account_of_an_administrator_or_of_an_organization_is_linked_to_a_person(cast, world):
    client, person = client_of(cast["office"]), PersonFactory()
    for account in (cast["secadmin"], cast["secretary"], cast["discipline"], UserFactory(is_active=False)):
        client.post(f"/people/{person.pk}/link/", {"account": account.pk})
        account.refresh_from_db()
        assert account.person is None


def test_a_plan_is_written_for_items_of_its_own_hand_over_alone(cast, world, other_inspection):
    foreign = ItemFactory(hand_over__inspection=other_inspection, hand_over__status="awaiting_plan")
    assert client_of(cast["secretary"]).post(f"/items/{foreign.pk}/plan/", {"goal": "目标"}).status_code == 404
    assert not Measure.objects.filter(item=foreign).exists()
    assert Item.objects.get(pk=foreign.pk).goal == ""


def test_of_many_ticked_rows_only_ones_own_are_changed(cast, world):
    tell([cast["leader"]], kind="test", subject="另一件", url="/")
    others, own = (Notice.objects.get(recipient=cast[who], kind="test") for who in ("leader", "office"))
    ticked = {"pk": [others.pk, own.pk, "9" * 30, "x", "-1", "1\0"]}
    assert client_of(cast["office"]).post("/inbox/read/", ticked).status_code == 302
    others.refresh_from_db()
    own.refresh_from_db()
    assert (others.read_at, own.read_at is None) == (None, False)


def test_a_finding_takes_no_category_of_another_scheme_in_page_or_program(cast, world):
    put(WorkingPaper.objects.filter(pk=world.paper.pk), "approved")
    old = Category.objects.create(
        scheme=CategorySchemeFactory(name="旧", effective_from=date(2010, 1, 1)), group="一", title="二"
    )
    sent = {"category": old.pk, "text": "问题", "found_on": "2026-03-10", "deadline_kind": "focused"}
    page = client_of(cast["leader"]).post(f"/papers/{world.paper.pk}/findings/add/", sent)
    assert "category" in page.context["form"].errors
    status, answer = program(cast["leader"])("findings/", sent | {"paper": world.paper.pk})
    assert (status, answer["errors"][0]["field"]) == (400, "category")
    assert not Finding.objects.filter(category=old).exists()


def test_a_paper_takes_no_handler_of_another_team_in_page_or_program(cast, world):
    stranger = cast["stranger_leader"].person
    paper = WorkingPaperFactory(inspection=world.inspection, written_by=cast["leader"])
    paper.handlers.set([cast["member"].person, stranger])
    client_of(cast["leader"]).post(f"/papers/{paper.pk}/submit/")
    program(cast["leader"])(f"working-papers/{paper.pk}/submit/")
    paper.refresh_from_db()
    assert paper.status == WorkingPaper.Status.DRAFT


def test_the_models_that_grant_access_have_no_form_but_their_own():
    granting = {apps.get_model(label) for label in ("personnel.RoleGrant", "personnel.Posting", "personnel.Recusal")}
    forms_of = {
        name
        for name, form in form_classes().items()
        if getattr(getattr(form, "_meta", None), "model", None) in granting
    }
    assert forms_of == set()
