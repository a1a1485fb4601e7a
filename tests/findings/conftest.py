"""Papers, findings, leads and transfers in every state, made by the services as people make them."""

import sys
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from findings.findings.services import draw_finding
from findings.leads.services import approve_lead, file_lead, transfer_lead, write_lead
from findings.models import DeadlineKind, Discipline, Lead
from findings.papers.services import approve_paper, submit_paper, write_paper
from rounds.models import Inspection
from tests import conftest
from tests.factories import CategoryFactory, PersonFactory, PostingFactory, UserFactory, put
from tests.kept import Stages

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
SECRET = "金丝雀某收受海鲜礼盒七百三十一箱"
PAPER = {
    "title": "公务接待报销附件不全",
    "facts": "抽查2025年公务接待报销凭证30份，其中6份没有公函。",
    "basis": "不符合公务接待管理规定关于凭公函接待的要求。",
    "responsibility": "办公室主任负主要领导责任。",
    "found_on": date(2026, 3, 10),
}
LEAD = {
    "subject_name": "金丝雀某",
    "subject_post": "养殖科科长",
    "subject_rank": "正科",
    "content": SECRET,
    "discipline": Discipline.INTEGRITY,
    "suggestion": Lead.Suggestion.FOLLOW_UP,
}


def at(name, *keys):
    """The address of one of the pages of this app."""
    return reverse(f"findings:{name}", args=keys)


def evidence(name="凭证.pdf", content=None):
    return SimpleUploadedFile(name, PDF + name[:1].encode() if content is None else content)


WAYS = ["draft", "submitted", "approved", "finding", "lead", "filed", "decided", "transfer"]
"""Of the fixtures below, the way of a paper and the way of a lead."""
STAGES = Stages(WAYS, sys.modules[__name__], conftest)


@pytest.fixture(autouse=True)
def _stage(request, db, rows_counted_anew, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    STAGES.begin(request, tmp_path)


@pytest.fixture
def colleague(inspection):
    """Another member of the team, without an account."""
    person = PersonFactory(name="周立新")
    PostingFactory(team=inspection.team, person=person)
    return person


@pytest.fixture
def colleague_user(colleague):
    """The colleague's account: of the team, but neither its leader nor the author of anything."""
    return UserFactory(username="colleague", person=colleague)


@pytest.fixture
def draft(inspection, member, colleague):
    """A draft paper with two handlers and a file: ready to be submitted."""
    handlers = [member.person, colleague]
    return write_paper(inspection, by=member, handlers=handlers, evidence=[evidence()], **PAPER)


@pytest.fixture
def submitted(draft, member):
    return submit_paper(draft, by=member)


@pytest.fixture
def approved(submitted, leader):
    """Approved by the leader, in a team without a deputy."""
    return approve_paper(submitted, by=leader)


@pytest.fixture
def feed_back(inspection):
    """`feed_back()`: the team has left and the findings are fed back; the team still stands."""

    def record():
        put(Inspection.objects.filter(pk=inspection.pk), Inspection.Status.FED_BACK)
        inspection.refresh_from_db()

    return record


@pytest.fixture
def content(db):
    """What a finding says."""
    return {
        "category": CategoryFactory(),
        "text": "公务接待6批次没有公函，涉及金额3.4万元",
        "found_on": date(2026, 3, 10),
        "deadline_kind": DeadlineKind.FOCUSED,
    }


@pytest.fixture
def finding(approved, member, content):
    return draw_finding(approved, by=member, **content)


@pytest.fixture
def lead(inspection, member):
    """A draft lead written by the member, with words that nobody outside its circle may ever read."""
    return write_lead(inspection, by=member, **LEAD)


@pytest.fixture
def filed(lead, leader):
    return file_lead(lead, by=leader)


@pytest.fixture
def decided(filed, leadinggroup):
    return approve_lead(filed, by=leadinggroup)


@pytest.fixture
def transfer(decided, handler, discipline):
    """Sent to the discipline commission."""
    return transfer_lead(decided, by=handler, bodies=[discipline.body])[0]
