"""What a team brings into the archive of an inspection: working papers and the list of findings, nothing of a lead."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.reports.counting import count_of
from findings.models import Finding, WorkingPaper
from rounds.archive.lines import Line, Stage, lines

papers = WorkingPaper.objects.filter(inspection=OuterRef("pk"))
findings = Finding.objects.filter(inspection=OuterRef("pk"))

lines.register(
    Line(
        "working_papers",
        Stage.FIELD,
        _("Working papers, all signed off"),
        there=lambda: Exists(papers) & ~Exists(papers.exclude(status=WorkingPaper.Status.APPROVED)),
        lack=_("There are none, or some are not signed off by the team leader."),
        count=lambda: count_of(WorkingPaper.objects.all(), "inspection"),
        url=lambda inspection: f"{reverse('findings:papers')}?organization={inspection.organization_id}",
    ),
    Line(
        "findings",
        Stage.FIELD,
        _("List of findings"),
        there=lambda: Exists(findings) & ~Exists(findings.filter(status=Finding.Status.DRAFT)),
        lack=_("There are none, or some are not submitted to the office."),
        count=lambda: count_of(Finding.objects.all(), "inspection"),
        url=lambda inspection: f"{reverse('findings:findings')}?organization={inspection.organization_id}",
    ),
)
