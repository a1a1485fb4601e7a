"""The trail as the audit administrator reads it: who, when, which kind, which step; never what was written."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core.access.roles import Role
from core.consent.services import confirm
from core.models import Attachment
from core.trail.naming import naming_of
from core.trail.recording import acting
from core.trail.telling import told_fields
from core.trail.words import model_field
from core.workdays.reckoning import today
from findings.models import LeadAccess, WorkingPaper
from personnel.accounts.roles import grant_role, revoke_role
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
    WorkingPaperFactory,
    fresh,
    granted,
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


def test_it_costs_no_more_with_fifty_rows(browse, auditor, address, django_assert_max_num_queries):
    """What the events hold takes one statement, what the records are called two more at most."""
    client = browse(auditor)
    with django_assert_max_num_queries(6):
        client.get(address)
    PersonFactory.create_batch(30)
    OrganizationFactory.create_batch(20)
    with django_assert_max_num_queries(6):
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


def told(browse, auditor, address, kind):
    """What the trail says of this kind of record, and the fields beside it, the newest first."""
    page = browse(auditor).get(f"{address}?kind={kind}")
    page.content.decode()
    return [(row["told"], row["fields"], row["address"]) for row in rows_of(page)]


def test_a_grant_reads_as_a_sentence_that_opens_the_account(browse, office, secadmin, auditor, address):
    user = UserFactory(name="某甲", username="jia")
    grant = granted(user, Role.LEAD_HANDLER, by=secadmin)
    revoke_role(grant, by=secadmin, reason="轮岗")
    revoked, given = told(browse, auditor, address, "personnel.rolegrant")[:2]
    assert given[0] == "新建：角色授予 线索专管员 某甲 (jia)"
    assert revoked[1] == f"收回日期：— → {today()}"
    assert given[2] == revoked[2] == user.get_absolute_url()
    assert browse(auditor).get(given[2]).status_code == 200


def test_a_paper_is_told_by_its_number_its_states_and_the_names_of_other_fields(
    browse, member, auditor, inspection, address
):
    paper = WorkingPaperFactory(inspection=inspection, written_by=member, title=CANARY)
    WorkingPaper.objects.filter(pk=paper.pk).update(title=f"{CANARY}乙", facts=CANARY)
    changed, created = told(browse, auditor, address, "findings.workingpaper")
    assert created[0] == f"新建：问题底稿 {paper.number}"
    assert "状态：" in created[1]
    assert changed[0] == f"修改：问题底稿 {paper.number}"
    assert changed[1] == "标题、问题表现（内容不显示）"
    assert CANARY not in f"{changed}{created}"


def test_moments_are_told_by_the_clock_of_the_office(browse, secadmin, sysadmin, auditor, address):
    """On the page of an account, which is read beside the trail, too."""
    user = UserFactory(name="某甲", username="jia")
    at = datetime(2026, 3, 1, 18, 5, tzinfo=UTC)
    User.objects.filter(pk=user.pk).update(password_set_at=at)
    page = browse(auditor).get(user.get_absolute_url()).content.decode()
    assert "2026-03-02 02:05" in page
    assert "18:05:00+00:00" not in page


@pytest.mark.parametrize("kind", ["core.attachment", "findings.leadaccess", "core.access", "sign_in.sign_in"])
def test_nothing_is_told_by_the_key_of_its_row(browse, handler, auditor, inspection, address, kind):
    lead = LeadFactory(inspection=inspection)
    paper = WorkingPaperFactory(inspection=inspection)
    kept = {"name": "x.pdf", "content_type": "application/pdf", "size": 1, "sha256": "0" * 64}
    Attachment.objects.create(owner=paper, uploaded_by=handler, file="x.pdf", **kept)
    client = browse(handler)
    client.get(lead.get_absolute_url())
    client.get(f"/papers/{paper.pk}/review/")
    browse(None).post("/login/", {"username": handler.username, "password": PASSWORD})
    said = {
        "core.attachment": f"新建：附件 问题底稿 {paper.number}",
        "findings.leadaccess": f"查看：线索 {lead.number}",
        "core.access": f"被拒绝访问：审核底稿 问题底稿 {paper.number}",
        "sign_in.sign_in": "登录：127.0.0.1",
    }
    assert told(browse, auditor, address, kind)[0][0] == said[kind]


def test_the_workbook_reads_the_same(browse, secadmin, auditor, address):
    granted(UserFactory(name="某甲", username="jia"), Role.LEAD_HANDLER, by=secadmin)
    book = load_workbook(
        BytesIO(browse(auditor).get(f"{address}?export=xlsx&kind=personnel.rolegrant").content)
    ).active
    cells = {cell.value for line in book.iter_rows() for cell in line}
    assert "新建：角色授予 线索专管员 某甲 (jia)" in cells


@pytest.mark.parametrize("model", [model for model in apps.get_models() if hasattr(model, "pgh_event_model")])
def test_every_kind_of_record_is_named_for_the_trail(model):
    """Or it is told by its kind alone; what is told of it is a field of it."""
    naming = naming_of(model)
    for path in naming.paths:
        assert model_field(model, path)
    assert all(not naming.label(column).isascii() for column in told_fields(model)), "in words of its own"
    assert naming.told <= {field.name for field in model._meta.get_fields()} | {"status"}
