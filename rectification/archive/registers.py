"""The register of documents that are kept on paper."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access.reach import Actor
from core.registers.register import Links, Register, Words, keep
from rectification.archive.filters import DocumentFilter
from rectification.archive.forms import DocumentForm
from rectification.archive.tables import DocumentTable
from rectification.models import ArchivedDocument
from rectification.permissions import can_keep_follow_up, reads_archives
from rounds.place.lookups import Place


def name_its_keeper(document: Any, by: Actor) -> None:
    """Who files it."""
    document.kept_by = by.name


def kept_or_missing(document: ArchivedDocument, links: Links) -> None:
    """What is kept does not lack."""
    if document.title and document.missing_why:
        raise ValidationError({"missing_why": gettext("It is kept, so it does not lack. Leave one of both empty.")})


DOCUMENTS = keep(
    Register(
        ArchivedDocument,
        named="rectification:archived_document",
        listed="rectification:archived_documents",
        words=Words(
            _("Archived documents"),
            _("File a document"),
            _("Change what is filed"),
            _("No document on paper is filed yet."),
            _("File what exists on paper only, with box and retention period, or say why a document lacks."),
        ),
        day="dated_on",
        form=DocumentForm,
        table=DocumentTable,
        filters=DocumentFilter,
        facts=("inspection", "line", "title", "dated_on", "pages", "retention", "box", "missing_why", "kept_by"),
        wide=("inspection", "title", "missing_why"),
        reads=Place().related,
        opens=reads_archives,
        may_enter=can_keep_follow_up,
        fills=name_its_keeper,
        refuses=kept_or_missing,
    )
)
