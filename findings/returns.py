"""How what the team hands on comes back to it as a draft."""

from django.contrib.contenttypes.models import ContentType

from core.models import Attachment
from core.workflow.returns import WayBack
from findings.models import Finding, Lead, WorkingPaper


def _evidence_events(paper: WorkingPaper):
    """What became of the files of a paper, those taken off too."""
    kind = ContentType.objects.get_for_model(paper)
    return [Attachment.pgh_event_model.objects.filter(owner_type=kind.pk, owner_id=paper.pk)]


RETURNED_PAPER = WayBack(WorkingPaper.Status.DRAFT, beside=_evidence_events)
RETURNED_FINDING = WayBack(Finding.Status.DRAFT)
RETURNED_LEAD = WayBack(Lead.Status.DRAFT)
