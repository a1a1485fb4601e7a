"""The archive of an inspection (归档): what is kept on paper or lacks for a reason, and when it was archived."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.models.entries import Entry, EntryQuerySet
from core.trail.recording import tracked
from core.trail.versions import VersionField
from rounds.archive.lines import titles

KEPT = ~Q(title="") & Q(dated_on__isnull=False) & ~Q(retention="")
MISSING = (
    ~Q(missing_why="") & ~Q(line="") & Q(title="", dated_on__isnull=True, pages__isnull=True, retention="", box="")
)
STILL_CLOSED = Q(opened_on__isnull=True)


class ArchivedDocumentQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """Whoever reads all rounds, but for what is about an organization they are recused from."""
        reach = reach_of(user)
        return self.filter(reach.of_inspections("inspection")) if reach.reads_all else self.none()

    def keepable_by(self, user):
        """The office, which keeps the archive."""
        return self.visible_to(user) if reach_of(user).may(Right.HAND_OVER) else self.none()


@tracked()
class ArchivedDocument(Entry):
    """One document of an inspection that is kept on paper, with its place; or that a document lacks, and why."""

    class Retention(models.TextChoices):
        PERMANENT = "permanent", pgettext_lazy("archive", "Permanent")
        THIRTY = "thirty", pgettext_lazy("archive", "30 years")
        TEN = "ten", pgettext_lazy("archive", "10 years")

    inspection = models.ForeignKey(
        "rounds.Inspection", models.PROTECT, related_name="archived_documents", verbose_name=_("inspection")
    )
    line = models.CharField(
        pgettext_lazy("archive", "line of the archive list"),
        max_length=40,
        choices=titles,
        blank=True,
        help_text=_("Leave it empty for a document that the list does not name."),
    )
    title = models.CharField(pgettext_lazy("archive", "title of the document"), max_length=150, blank=True)
    dated_on = models.DateField(pgettext_lazy("archive", "day of the document"), null=True, blank=True)
    pages = models.PositiveIntegerField(
        pgettext_lazy("archive", "pages"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100_000)],
    )
    retention = models.CharField(
        pgettext_lazy("archive", "retention period"), max_length=10, choices=Retention, blank=True
    )
    box = models.CharField(pgettext_lazy("archive", "box and file number"), max_length=50, blank=True)
    kept_by = models.CharField(
        pgettext_lazy("archive", "kept by"), max_length=50, help_text=_("Who files it, or who says why it lacks.")
    )
    missing_why = models.CharField(
        pgettext_lazy("archive", "why it lacks"),
        max_length=300,
        blank=True,
        help_text=_("Only where there is no such document: say why."),
    )

    objects = ArchivedDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["inspection", "pk"]
        verbose_name = _("archived document")
        constraints = [
            models.CheckConstraint(
                condition=KEPT | MISSING,
                name="document_kept_or_missing",
                violation_error_code="title",
                violation_error_message=_(
                    "Give title, day and retention period of what is kept; or the line, and why its document lacks."
                ),
            ),
        ]

    def __str__(self):
        return self.title or gettext("%(line)s: lacks") % {"line": self.get_line_display()}

    def get_absolute_url(self):
        return address_of_row("rectification:archived_document", self.pk)


class InspectionArchiveQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever reads all rounds, but for what is about an organization they are recused from."""
        reach = reach_of(user)
        return self.filter(reach.of_inspections("inspection")) if reach.reads_all else self.none()

    def closed(self):
        """Those that were not opened again."""
        return self.filter(STILL_CLOSED)


@tracked()
class InspectionArchive(models.Model):
    """That an inspection was archived: on which day and by whom, when no document lacked without a reason.

    An archive that is opened again says when, by whom and why, and stays; archived anew, the inspection has another.
    """

    inspection = models.ForeignKey(
        "rounds.Inspection", models.PROTECT, related_name="archives", verbose_name=_("inspection")
    )
    archived_on = models.DateField(pgettext_lazy("archive", "archived on"))
    archivist = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("archive", "archivist")
    )
    opened_on = models.DateField(pgettext_lazy("archive", "opened again on"), null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("archive", "opened again by"),
    )
    opened_why = models.CharField(pgettext_lazy("archive", "why it was opened again"), max_length=500, blank=True)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = InspectionArchiveQuerySet.as_manager()

    class Meta:
        ordering = ["-archived_on", "-pk"]
        verbose_name = _("archive of an inspection")
        constraints = [
            models.UniqueConstraint(
                fields=["inspection"],
                condition=STILL_CLOSED,
                name="inspection_archived_once",
                violation_error_code="inspection",
                violation_error_message=_("This inspection is archived already."),
            ),
            models.CheckConstraint(
                condition=(Q(opened_by__isnull=True, opened_why="") & STILL_CLOSED)
                | (Q(opened_on__gte=F("archived_on"), opened_by__isnull=False) & ~Q(opened_why="")),
                name="archive_opened_wholly",
                violation_error_code="opened_why",
                violation_error_message=_("An archive that is opened again says when, by whom and why."),
            ),
        ]

    def __str__(self):
        return str(self.inspection)
