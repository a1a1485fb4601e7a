"""The pages of an import: upload, look, save, take the refused rows away."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core.ledgers import uploads
from core.models import LedgerUpload
from core.tasks import carry_out_import, sweep_uploads, take_up
from core.workbook import grid
from findings.models import Finding
from rounds.models import Organization
from tests import ledgers
from tests.factories import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(browse, office):
    """`send(file)`: upload as a user; gives the client and the answer."""

    def sent(content, by=office, **fields):
        client = browse(by)
        file = SimpleUploadedFile("名录.xlsx", content.getvalue())
        return client, client.post(reverse("imports"), {"file": file, **fields})

    return sent


def fingerprint(page):
    return re.search(r'name="fingerprint" value="(\w+)"', page.content.decode())[1]


def test_a_ledger_is_uploaded_looked_at_and_saved(send):
    client, answer = send(ledgers.organizations())
    page = client.get(answer.url)
    assert "未通过的行" in page.content.decode()
    assert "与工作表“党组织名录”第4行相同" in page.content.decode()
    assert not Organization.objects.exists()
    client.post(answer.url, {"do": "good", "fingerprint": fingerprint(page)})
    done = client.get(answer.url).content.decode()
    assert Organization.objects.count() == 120
    assert "查看列表" in done


@pytest.mark.parametrize("sent", [None, "", "a\0b", "0" * 65, "长" * 64, "0" * 64])
def test_what_nobody_looked_at_is_not_saved(send, sent):
    client, answer = send(ledgers.organizations())
    client.post(answer.url, {"do": "good"} | ({} if sent is None else {"fingerprint": sent}))
    assert "未通过的行" in client.get(answer.url).content.decode()
    assert not Organization.objects.exists()


def test_the_file_is_gone_once_it_is_saved_and_the_refused_rows_can_be_fetched(send):
    client, answer = send(ledgers.organizations())
    client.post(answer.url, {"do": "good", "fingerprint": fingerprint(client.get(answer.url))})
    upload = LedgerUpload.objects.get()
    assert (upload.content, upload.cells) == (None, None)
    got = client.get(reverse("import-refused", args=[upload.pk]))
    assert "attachment" in got["Content-Disposition"]
    assert load_workbook(io.BytesIO(b"".join(got))).active.max_row == 5


def test_all_rows_are_not_saved_while_some_are_refused(send):
    client, answer = send(ledgers.organizations())
    client.post(answer.url, {"do": "all", "fingerprint": fingerprint(client.get(answer.url))})
    assert "没有保存任何数据" in client.get(answer.url).content.decode()
    assert not Organization.objects.exists()


def test_a_file_is_taken_apart_once(send, monkeypatch):
    client, answer = send(ledgers.organizations())
    monkeypatch.setattr(grid, "load_workbook", lambda *args, **kwargs: pytest.fail("read again"))
    seen = fingerprint(client.get(answer.url))
    assert client.get(f"{answer.url}refused/").status_code == 200
    client.post(answer.url, {"do": "good", "fingerprint": seen})
    assert Organization.objects.count() == 120


def test_what_an_earlier_version_kept_is_read_and_saved(send):
    client, answer = send(ledgers.organizations())
    LedgerUpload.objects.update(cells=None, content=ledgers.organizations().getvalue())
    client.post(answer.url, {"do": "good", "fingerprint": fingerprint(client.get(answer.url))})
    assert Organization.objects.count() == 120
    assert LedgerUpload.objects.get().content is None


def test_a_change_since_the_preview_is_told_and_nothing_saved(send):
    client, answer = send(ledgers.organizations())
    seen = fingerprint(client.get(answer.url))
    OrganizationFactory(name=ledgers.ORGANIZATIONS[7])
    client.post(answer.url, {"do": "good", "fingerprint": seen})
    assert "请重新核对" in client.get(answer.url).content.decode()
    assert Organization.objects.count() == 1


def test_saving_twice_saves_once(send):
    client, answer = send(ledgers.organizations())
    data = {"do": "good", "fingerprint": fingerprint(client.get(answer.url))}
    client.post(answer.url, data)
    client.post(answer.url, data)
    carry_out_import(str(LedgerUpload.objects.get().pk))
    assert Organization.objects.count() == 120


def test_what_the_ledger_leaves_out_can_be_said_and_checked_again(send, organizations):
    client, answer = send(ledgers.organizations())
    client.post(answer.url, {"do": "check", "update": "on"})
    page = client.get(answer.url)
    assert LedgerUpload.objects.get().options == {"update": True}
    assert len(page.context["plan"].good) == 120


def test_what_is_said_of_another_kind_of_ledger_is_not_kept(send, organizations):
    client, answer = send(ledgers.findings_flat(), round=18, delivered_on="2026-09-01", pool="cadres")
    kept = {"round": 18, "delivered_on": "2026-09-01", "update": False}
    assert LedgerUpload.objects.get().options == kept
    form = client.get(answer.url).context["form"]
    assert {name: form[name].value() for name in form.fields} == kept


def test_the_first_page_asks_what_every_kind_of_ledger_leaves_out_each_once(browse, office):
    form = browse(office).get(reverse("imports")).context["form"]
    assert list(form.fields) == ["file", "round", "delivered_on", "update", "pool"]


def test_a_day_of_the_feedback_to_come_is_refused_at_the_form(send):
    tomorrow = timezone.localdate() + timedelta(days=1)
    _client, answer = send(ledgers.findings_flat(), delivered_on=tomorrow.isoformat())
    assert "delivered_on" in answer.context["form"].errors
    assert not LedgerUpload.objects.exists()


def test_a_day_to_come_said_at_the_preview_changes_nothing(send, organizations):
    client, answer = send(ledgers.findings_flat(), round=18)
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = client.post(answer.url, {"do": "check", "round": 18, "delivered_on": tomorrow.isoformat()})
    assert "该日期尚未到来" in page.content.decode()
    assert LedgerUpload.objects.get().options == {"round": 18, "delivered_on": None, "update": False}


def test_nobody_else_sees_an_upload(send, browse, handler):
    _client, answer = send(ledgers.organizations())
    stranger = browse(handler)
    assert stranger.get(answer.url).status_code == 404
    assert stranger.post(answer.url, {"do": "good"}).status_code == 404
    assert stranger.get(answer.url + "refused/").status_code == 404
    assert stranger.post(answer.url + "cancel/").status_code == 404


def test_an_upload_can_be_deleted(send):
    client, answer = send(ledgers.organizations())
    client.post(answer.url + "cancel/")
    assert not LedgerUpload.objects.exists()


@pytest.mark.parametrize("came_before", ["saved", "being saved"])
def test_an_upload_that_is_saved_is_not_deleted_nor_told_otherwise(send, came_before):
    client, answer = send(ledgers.organizations())
    LedgerUpload.objects.update(asked_at=timezone.now(), done_at=timezone.now() if came_before == "saved" else None)
    page = client.post(answer.url + "cancel/", follow=True).content.decode()
    assert "未能删除" in page
    client.post(answer.url, {"do": "check", "update": "on"})
    assert LedgerUpload.objects.get().options == {"update": False}


def test_told_otherwise_in_another_tab_it_is_not_saved(send, organizations):
    client, answer = send(ledgers.findings_flat(), round=18, delivered_on="2026-09-01")
    seen = fingerprint(client.get(answer.url))
    client.post(answer.url, {"do": "check", "round": 18, "delivered_on": "2026-09-20"})
    client.post(answer.url, {"do": "good", "fingerprint": seen})
    assert "预览之后" in LedgerUpload.objects.get().failure
    assert not Finding.objects.exists()


@pytest.mark.parametrize(("error", "words"), [(IntegrityError, "其他人"), (ZeroDivisionError, "未预料")])
def test_what_fails_in_saving_is_told_and_may_be_tried_again(send, monkeypatch, error, words):
    def fail(*args, **kwargs):
        raise error

    client, answer = send(ledgers.organizations())
    seen = fingerprint(client.get(answer.url))
    monkeypatch.setattr(uploads, "commit", fail)
    client.raise_request_exception = False
    client.post(answer.url, {"do": "good", "fingerprint": seen, "one_time_key": "k" * 32})
    upload = LedgerUpload.objects.get()
    assert (upload.asked_at, words in upload.failure) == (None, True)


def test_refused_rows_of_a_text_file_come_back_as_a_workbook(browse, office):
    client = browse(office)
    words = "党组织名称,类别,级别\n市审计局党组,市直部门,市级\n,市直部门,市级\n"
    answer = client.post(reverse("imports"), {"file": SimpleUploadedFile("名录.csv", words.encode())})
    got = client.get(answer.url + "refused/")
    assert ".csv.xlsx" in got["Content-Disposition"]


def test_what_was_left_is_swept(send):
    client, answer = send(ledgers.organizations())
    LedgerUpload.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.get(answer.url).status_code == 404
    assert sweep_uploads()["upload"] == 1
    assert not LedgerUpload.objects.exists()


def test_a_file_that_is_no_ledger_is_refused_at_the_form(send):
    _client, answer = send(io.BytesIO(b"no workbook"))
    assert answer.status_code == 200
    assert not LedgerUpload.objects.exists()


def test_leads_are_refused_to_the_office_and_nothing_of_them_is_kept(send, organizations):
    _client, answer = send(ledgers.leads())
    assert answer.status_code == 403
    assert not LedgerUpload.objects.exists()


def test_an_uploaded_list_of_leads_does_not_outlive_its_use(send, handler, organizations):
    client, answer = send(ledgers.leads(), by=handler)
    upload = LedgerUpload.objects.get()
    assert upload.expires_at <= timezone.now() + timedelta(hours=1)
    page = client.get(answer.url)
    client.post(answer.url, {"do": "all", "fingerprint": fingerprint(page)})
    upload.refresh_from_db()
    assert (upload.content, upload.leftover, upload.saved) == (None, None, 18)


def test_a_large_ledger_is_left_to_the_worker(send, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(uploads, "SOON", 100)
    asked = []
    monkeypatch.setattr(carry_out_import, "delay", asked.append)
    client, answer = send(ledgers.organizations())
    seen = fingerprint(client.get(answer.url))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(answer.url, {"do": "good", "fingerprint": seen})
    assert "正在保存122行" in client.get(answer.url).content.decode()
    carry_out_import(*asked)
    assert Organization.objects.count() == 120
    assert "查看列表" in client.get(answer.url).content.decode()


def test_a_ledger_whose_worker_died_is_taken_up_by_the_next(send, monkeypatch, clock):
    monkeypatch.setattr(uploads, "SOON", 100)
    clock.set("2026-11-23 09:00:00")
    client, answer = send(ledgers.organizations())
    client.post(answer.url, {"do": "good", "fingerprint": fingerprint(client.get(answer.url))})
    clock.set("2026-11-23 09:00:10")
    take_up()
    assert not LedgerUpload.objects.get().is_done  # a worker may just be about to begin
    clock.set("2026-11-23 09:00:30")
    take_up()
    assert LedgerUpload.objects.get().is_done
    assert Organization.objects.count() == 120


@pytest.mark.django_db(transaction=True)
def test_a_ledger_that_a_worker_is_saving_is_left_to_it(office):
    now = timezone.now()
    facts = {"kind": "organizations", "rows": 1, "expires_at": now + timedelta(hours=1)}
    upload = LedgerUpload.objects.create(user=office, asked_at=now - timedelta(seconds=40), **facts)
    worker = connection.copy()
    with worker.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT 1 FROM core_ledgerupload WHERE id = %s FOR UPDATE", [upload.pk])
        assert uploads.left_behind() is None
        cursor.execute("ROLLBACK")
    worker.close()
    assert uploads.left_behind() == upload


def test_the_worker_tells_in_the_language_of_who_asked(send, office, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(uploads, "SOON", 100)
    asked = []
    monkeypatch.setattr(carry_out_import, "delay", asked.append)
    client, answer = send(ledgers.organizations())
    seen = fingerprint(client.get(answer.url))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(answer.url, {"do": "good", "fingerprint": seen})
    OrganizationFactory(name=ledgers.ORGANIZATIONS[7])
    type(office).objects.update(language="en")
    carry_out_import(*asked)
    assert LedgerUpload.objects.get().failure.startswith("Since the preview the database has changed.")


def test_every_kind_offers_an_empty_form(browse, handler):
    client = browse(handler)
    for kind in ("organizations", "people", "findings", "leads"):
        got = client.get(reverse("import-template", args=[kind]))
        assert load_workbook(io.BytesIO(b"".join(got))).sheetnames


def test_the_pages_are_for_those_who_import(browse):
    assert browse(UserFactory()).get(reverse("imports")).status_code == 403
    assert browse(None).get(reverse("imports")).status_code == 302


def test_who_only_handles_leads_is_offered_ledgers_of_leads_alone(browse, handler_only):
    client = browse(handler_only)
    page = client.get(reverse("imports"))
    assert [kind.key for kind in page.context["kinds"]] == ["leads"]
    assert list(page.context["form"].fields) == ["file", "round"]
    for kind, status in {"leads": 200, "organizations": 404, "people": 404, "findings": 404}.items():
        assert client.get(reverse("import-template", args=[kind])).status_code == status


@pytest.mark.parametrize("other", [ledgers.organizations, ledgers.people, ledgers.findings_flat])
def test_who_only_handles_leads_brings_no_other_ledger(send, handler_only, other):
    _client, answer = send(other(), by=handler_only)
    assert "您不能导入" in answer.content.decode()
    assert not LedgerUpload.objects.exists()


def test_who_only_handles_leads_sees_no_upload_of_another(send, browse, handler_only, handler, organizations):
    for content in (ledgers.organizations(), ledgers.leads()):
        _client, answer = send(content, by=handler)
        for url in (answer.url, f"{answer.url}refused/"):
            assert browse(handler_only).get(url).status_code == 404
        assert browse(handler_only).post(f"{answer.url}cancel/").status_code == 404
    assert LedgerUpload.objects.count() == 2


def test_the_page_warns_of_classified_files(browse, office):
    assert "禁止上传涉密文件" in browse(office).get(reverse("imports")).content.decode()
