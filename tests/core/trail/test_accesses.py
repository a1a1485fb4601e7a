"""What an account takes away, prints or is refused leaves a trace that the auditor reads without what it said."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from config.roles import as_owner
from core.files.attachments import store_attachments
from core.models import Access
from core.trail import accesses
from core.trail.verification import breaches
from tests.factories import HandOverFactory, WorkingPaperFactory


def told():
    """Kind, address and account of every access, the first first."""
    return list(Access.objects.order_by("pk").values_list("kind", "path", "user__username"))


@pytest.fixture
def paper(inspection, member):
    return WorkingPaperFactory(inspection=inspection, written_by=member)


@pytest.mark.parametrize("page", ["/findings/", "/organizations/", "/people/"])
def test_every_exported_list_leaves_a_trace(browse, office, page):
    answer = browse(office).get(f"{page}?export=xlsx&q=words")
    assert answer.status_code == 200
    assert told() == [("export", page, "office")]


def test_a_downloaded_attachment_leaves_a_trace(browse, member, paper, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
    file = store_attachments(paper, [SimpleUploadedFile("photo.png", png)], by=member)[0]
    assert browse(member).get(f"/attachments/{file.pk}/").status_code == 200
    assert told() == [("download", f"/attachments/{file.pk}/", "member")]


def test_what_the_account_may_not_see_leaves_a_trace(browse, liaison, paper):
    assert browse(liaison).get(f"/papers/{paper.pk}/").status_code == 404
    assert told() == [("not_found", f"/papers/{paper.pk}/", "liaison")]


def test_what_a_role_may_not_open_leaves_a_trace(browse, office):
    assert browse(office).get("/trail/").status_code == 403
    assert told() == [("refused", "/trail/", "office")]


def test_what_is_seen_as_usual_leaves_none(browse, office, client):
    assert browse(office).get("/findings/").status_code == 200
    assert browse(office).get("/no-such-page/").status_code == 404
    client.get("/findings/")
    assert told() == []


def test_refusals_of_one_account_are_written_up_to_a_bound(browse, office, monkeypatch):
    monkeypatch.setattr(accesses, "REFUSALS_AN_HOUR", 2)
    desk = browse(office)
    for _time in range(4):
        desk.get("/trail/")
    assert len(told()) == 2
    assert desk.get("/findings/?export=xlsx").status_code == 200
    assert told()[-1][0] == "export"


def test_the_auditor_reads_who_and_where(browse, office, auditor):
    browse(office).get("/findings/?export=xlsx")
    page = browse(auditor).get("/trail/?kind=core.access").content.decode()
    assert f"Office (office #{office.pk})" in page
    assert "导出表格：巡察问题" in page


def test_accesses_are_links_of_the_chain(browse, office):
    browse(office).get("/findings/?export=xlsx")
    assert list(breaches()) == []
    with as_owner() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL trail.maintenance = 'on'")
        cursor.execute("DELETE FROM core_access")
    assert len(list(breaches())) == 1


def test_a_wrong_old_password_is_a_sign_in_that_failed(browse, office, auditor):
    browse(office).post("/password/", {"old_password": "Wrong-word-1", "new_password1": "x", "new_password2": "x"})
    page = browse(auditor).get("/trail/?kind=sign_in.failure").content.decode()
    assert "office" in page


def test_a_paper_opened_to_print_leaves_a_trace(browse, office, inspection):
    paper = reverse("rectification:hand_over_findings", args=[HandOverFactory(inspection=inspection).pk])
    assert browse(office).get(paper).status_code == 200
    assert told() == [("print", paper, "office")]
