"""What accounts took away, printed, or were refused: traces of reading, beside the events that changes leave."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Access(models.Model):
    """One file an account took away, one paper it opened to print, or one request refused to it: 403, or 404.

    Says at which address, without its query, and so which record by its key, never what the record says. Rows are
    only ever added (`core.trail.chain`). Looks at leads have a table of their own.
    """

    class Kind(models.TextChoices):
        DOWNLOAD = "download", _("took a file away")
        EXPORT = "export", _("took a workbook away")
        PRINT = "print", _("opened a paper to print")
        REFUSED = "refused", _("was refused")
        NOT_FOUND = "not_found", _("asked for what is not there for them")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    path = models.CharField(_("address"), max_length=200)
    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("access")

    def __str__(self):
        return f"{self.get_kind_display()} {self.path}"
