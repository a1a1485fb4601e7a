"""Files that hang on a row."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.trail.recording import tracked

LONGEST_CAPTION = 200
PICTURES = ("image/jpeg", "image/png")
PDF = "application/pdf"


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The files of every row the user reaches: each kind of owner is asked through its own door."""
        owner_types = ContentType.objects.filter(pk__in=Attachment.objects.values("owner_type").distinct())
        reached = models.Q(pk__in=[])
        for owner_type in owner_types:
            owners = owner_type.model_class().objects.visible_to(user)
            reached |= models.Q(owner_type=owner_type, owner_id__in=owners.values("pk"))
        return self.filter(reached)

    def of(self, owner):
        """The files of one row."""
        return self.filter(owner_type=ContentType.objects.get_for_model(owner), owner_id=owner.pk)

    def previewable(self):
        """Those that a browser shows in a page: pictures and PDF."""
        return self.filter(content_type__in=[*PICTURES, PDF])


@tracked()
class Attachment(models.Model):
    """A file on a row. Whoever may see the row may download the file; it has no rights of its own."""

    owner_type = models.ForeignKey(ContentType, models.PROTECT)
    owner_id = models.BigIntegerField()
    owner = GenericForeignKey("owner_type", "owner_id")
    name = models.CharField(_("file name"), max_length=200)
    caption = models.CharField(_("caption"), max_length=LONGEST_CAPTION, blank=True)
    file = models.FileField(_("file"), upload_to="attachments/%Y/%m", max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["owner_type", "owner_id"])]
        verbose_name = _("attachment")

    def __str__(self):
        return self.name

    @property
    def preview(self) -> str:
        """How a page shows what it holds: "picture", "pdf", or not at all."""
        return "picture" if self.content_type in PICTURES else "pdf" if self.content_type == PDF else ""
