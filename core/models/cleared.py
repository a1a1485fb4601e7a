"""What sweeps deleted because its time was over: traces of what was not kept (docs/operations.md, Retention)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cleared(models.Model):
    """So many things of one kind that one sweep deleted. Rows are only ever added (`core.trail.chain`)."""

    class Kind(models.TextChoices):
        UPLOAD = "upload", _("uploaded ledgers")
        KEPT_FILE = "kept_file", _("files of forms that nobody sent again")
        WORKBOOK = "workbook", _("drawn workbooks")
        ORPHAN = "orphan", _("files that no row names")
        KEY = "key", _("keys of forms and programs")
        TOKEN = "token", _("expired tokens")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    amount = models.PositiveIntegerField(_("how many"))
    sweep = models.CharField(_("sweep"), max_length=30)
    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("clearing")
        verbose_name_plural = _("clearings")

    def __str__(self):
        return f"{self.get_kind_display()} {self.amount}"
