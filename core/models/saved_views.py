"""Views of lists that people keep under names of their own."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.trail.recording import tracked

LONGEST_STATE = 2000
"""Characters of a query string."""


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own."""
        return self.filter(owner=user.pk) if user.is_active else self.none()

    def of_list(self, name: str):
        """Those of the list with this URL name."""
        return self.filter(list_name=name)


@tracked(exclude=["query"])
class SavedView(models.Model):
    """How one person likes to see one list: its filters, columns, order and rows to a page, as the list's own query.

    What was searched for is no matter of the trail. The one that `is_default` is shown where the list is opened
    without a query.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("account"))
    list_name = models.CharField(pgettext_lazy("rows", "list"), max_length=100, editable=False)
    name = models.CharField(_("name of the view"), max_length=30)
    query = models.CharField(max_length=LONGEST_STATE, blank=True, editable=False)
    is_default = models.BooleanField(_("shown when the list is opened"), default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("view of a list")
        verbose_name_plural = _("views of lists")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "list_name", "name"],
                name="view_named_once_in_a_list",
                violation_error_code="name",
                violation_error_message=_("You have a view of this name for this list already."),
            ),
            models.UniqueConstraint(
                fields=["owner", "list_name"],
                condition=Q(is_default=True),
                name="one_default_view_of_a_list",
                violation_error_code="is_default",
                violation_error_message=_("Another view is shown when this list is opened."),
            ),
        ]

    def __str__(self):
        return self.name
