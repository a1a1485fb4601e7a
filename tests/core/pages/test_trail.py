"""The trail as the audit administrator reads it: who, when, which kind, which step; never what was written."""

from collections import Counter
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core.access.roles import Role
from core.consent.services import confirm
from core.trail.recording import acting
from core.workdays.reckoning import today
from findings.models import LeadAccess
from personnel.accounts.roles import grant_role
from personnel.accounts.services import shut_user
from personnel.models import User
from personnel.postings.services import post_person
from personnel.recusal.services import end_recusal
from rounds.models import Round
from rounds.organizations import services
from tests.factories import (
    PASSWORD,
    LeadFactory,
    OrganizationFactory,
    PersonFactory,
    RecusalFactory,
    TeamFactory,
    UserFactory,
    fresh,
)

CANARY = "金丝雀七三一"


@pytest.fixture
def address():
    return reverse("trail")


def rows_of(page):
    return [dict(row.record) for row in page.context["table"].paginated_rows]


def test_only_the_audit_administrator_reads_it(request, browse, address, inspection):
    for name in ("office", "leadinggroup", "sysadmin", "secadmin", "leader", "secretary", "discipline"):
        assert browse(request.getfixturevalue(name)).get(address).status_code == 403
    assert browse(request.getfixturevalue("auditor")).get(address).status_code == 200
    assert browse(None).get(address).url.startswith("/login/")


def test_it_says_who_did_which_step_on_which_kind_of_record(browse, office, auditor, address):
    services.add_organization(by=office, name="市教育局党组", category="市直部门", level="city")
    [row] = [row for row in rows_of(browse(auditor).get(address)) if row["trace_kind"] == "rounds.organization"]
    assert (row["trace_by"], row["trace_step"]) == (f"{office.name} ({office.username} #{office.pk})", "insert")


def test_the_workbook_of_it_says_the_hour_too(browse, office, auditor, address):
    services.add_organization(by=office, name="市教育局党组", category="市直部门", level="city")
    client = browse(auditor)
    shown = rows_of(client.get(address))[0]["trace_at"]
    sheet = load_workbook(BytesIO(client.get(address + "?export=xlsx").content)).active
    moments = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, datetime)]
    told = timezone.localtime(shown).replace(tzinfo=None, microsecond=0)
    assert any(abs(moment - told) <= timedelta(seconds=1) for moment in moments)


def test_it_says_nothing_of_what_was_written(browse, handler, auditor, inspection, address):
    with acting(handler, reason=CANARY):
        lead = LeadFactory(inspection=inspection, content=CANARY, subject_name=CANARY)
        OrganizationFactory(name=CANARY)
    LeadAccess.objects.create(lead=lead, user=handler, kind="export", reason=CANARY)
    client = browse(auditor)
    assert CANARY not in client.get(address).content.decode()
    book = client.get(address + "?export=xlsx")
    assert book.status_code == 200


def test_looks_at_leads_and_sign_ins_are_there(browse, handler, auditor, inspection, address):
    LeadAccess.objects.create(lead=LeadFactory(inspection=inspection), user=handler, kind="view")
    browse(None).post("/login/", {"username": handler.username, "password": PASSWORD})
    browse(None).post("/login/", {"username": "nobody", "password": "wrong"})
    found = {(row["trace_by"], row["trace_step"]) for row in rows_of(browse(auditor).get(address))}
    named = f"{handler.name} (handler #{handler.pk})"
    assert {(named, "look.view"), (named, "sign_in"), ("nobody", "failure")} <= found


def test_it_names_the_account_as_it_was_called_then(browse, sysadmin, office, auditor, address):
    """Who goes by another's name for an hour is found by user name and key, on the page and in its workbook."""
    User.objects.filter(pk=office.pk).update(name="领导小组", username="leading")
    services.add_organization(by=fresh(office), name="市教育局党组", category="市直部门", level="city")
    User.objects.filter(pk=office.pk).update(name="Office", username="office")
    client = browse(auditor)
    [row] = [row for row in rows_of(client.get(address)) if row["trace_kind"] == "rounds.organization"]
    assert row["trace_by"] == f"领导小组 (leading #{office.pk})"
    book = load_workbook(BytesIO(client.get(f"{address}?export=xlsx&actor=leading").content)).active
    assert row["trace_by"] in {cell.value for line in book.iter_rows() for cell in line}


def test_the_page_of_an_account_names_accounts_so_too(browse, sysadmin, secadmin, office):
    shut_user(office, by=sysadmin, reason="离岗")
    page = browse(secadmin).get(office.get_absolute_url()).content.decode()
    assert f"Sysadmin (sysadmin #{sysadmin.pk})" in page


def test_filters_narrow_it(browse, office, auditor, address):
    services.add_organization(by=office, name="市教育局党组", category="市直部门", level="city")
    client, tomorrow = browse(auditor), today() + timedelta(days=1)

    def found(query):
        return client.get(f"{address}?{query}").context["table"].paginator.count

    assert found(f"actor={office.name}&kind=rounds.organization") == 1
    assert found("kind=rounds.organization&step=delete") == 0
    assert found("actor=somebody") == 0
    assert found(f"since={tomorrow}&until={tomorrow}") == 0
    assert found(f"since={today()}&until={today()}&kind=rounds.organization") == 1


def test_it_costs_the_same_with_fifty_rows(browse, auditor, address, django_assert_num_queries):
    client = browse(auditor)
    with django_assert_num_queries(4):
        client.get(address)
    OrganizationFactory.create_batch(50)
    with django_assert_num_queries(4):
        client.get(address)


def test_ways_to_leads_are_read_together(browse, office, handler, secadmin, auditor, address):
    """Who opens a way to leads is watched like who reads one; what opens none stays out."""
    confirm(grant_role(UserFactory(), Role.LEAD_HANDLER, by=secadmin), by=auditor)
    grant_role(UserFactory(), Role.DIVISION_LEADER, by=secadmin)
    team = TeamFactory(round__status=Round.Status.PREPARING, round__approved_on=None)
    for role in ("deputy", "member"):
        post_person(team, by=office, person=PersonFactory(), role=role, on=today())
    confirm(end_recusal(RecusalFactory(), by=office, on=today(), reason="已离任"), by=handler)
    found = rows_of(browse(auditor).get(f"{address}?kind=ways_to_leads&actor=%23"))
    kinds = Counter((row["trace_kind"], row["trace_step"]) for row in found)
    assert kinds["personnel.rolegrant", "insert"] == 1
    assert kinds["personnel.posting", "insert"] == 1
    assert kinds["personnel.recusal", "update"] == 1
    assert kinds["core.proposal", "insert"] == 2
    assert kinds["core.proposal", "update"] == 4
    assert browse(auditor).get(f"{address}?kind=ways_to_leads&export=xlsx").status_code == 200
