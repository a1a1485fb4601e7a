"""`import_ledger`: preview, commit, refused rows to a file."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from findings.models import Lead
from rounds.models import Organization
from tests import ledgers

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved(tmp_path):
    """Write a ledger to a file and give its path."""

    def write(content, name="ledger.xlsx"):
        path = tmp_path / name
        path.write_bytes(content.getvalue())
        return str(path)

    return write


def said(*args):
    out = StringIO()
    call_command("import_ledger", *args, stdout=out)
    return out.getvalue()


def test_without_commit_it_only_tells(saved):
    words = said(saved(ledgers.organizations()))
    assert "合格120行，已有0行，未通过2行" in words
    assert "工作表“党组织名录”第124行B列“党组织名称”：必填，不能为空" in words
    assert "尚未保存" in words
    assert not Organization.objects.exists()


def test_commit_is_all_or_nothing(saved):
    with pytest.raises(CommandError, match="没有保存任何数据"):
        said(saved(ledgers.organizations()), "--commit")
    assert not Organization.objects.exists()


def test_good_rows_are_saved_and_the_others_written_out(saved, tmp_path):
    out = tmp_path / "refused.xlsx"
    words = said(saved(ledgers.organizations()), "--commit", "--skip-refused", str(out))
    assert "已保存120行" in words
    assert load_workbook(out).active.max_row == 5


def test_without_an_account_the_system_imports_leads_too(saved):
    said(saved(ledgers.organizations()), "--commit", "--skip-refused", "/dev/null")
    said(saved(ledgers.leads()), "--commit")
    assert Lead.objects.count() == 18


def test_an_account_imports_by_its_own_rights(saved, office):
    with pytest.raises(CommandError, match="您不能导入"):
        said(saved(ledgers.leads()), "--by", "office")


def test_nothing_is_saved_when_the_refused_rows_cannot_be_written(saved, tmp_path):
    with pytest.raises(CommandError, match="missing"):
        said(saved(ledgers.organizations()), "--commit", "--skip-refused", str(tmp_path / "missing" / "out.xlsx"))
    assert not Organization.objects.exists()


@pytest.mark.parametrize("args", [("/no/such/file.xlsx",), ()])
def test_a_file_that_is_not_there_is_said(args):
    with pytest.raises(CommandError):
        said(*args)


def test_an_unknown_account_is_said(saved):
    with pytest.raises(CommandError, match="没有可用账号"):
        said(saved(ledgers.organizations()), "--by", "nobody")
