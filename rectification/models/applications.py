"""What applications about an item share: one side applies, another person decides once, and says why not.

Until then the side that applied may withdraw what it applied for, where the kind of application knows that.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

WITHDRAWN = "withdrawn"
"""The decision of an application that its own side has withdrawn."""


class Application(models.Model):
    """An application about an item (`item`), and the decision on it; each kind says which `decision` there may be."""

    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("applied by")
    )
    applied_on = models.DateField(_("applied on"))
    opinion = models.TextField(_("opinion"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.item} {self.applied_on:%Y-%m-%d}"

    def get_absolute_url(self):
        return self.item.get_absolute_url()


def decided_once(
    kind: str,
    *,
    open_already: Any,
    against: str,
    why: Any,
    open_name: str = "",
    may_withdraw: bool = False,
    alone: Q | None = None,
) -> list[models.BaseConstraint]:
    """The constraints of an application of this kind: one is open on an item, another person decides it, and wholly.

    `against` is the decision that needs a reason, which `why` asks for. Who applied `may_withdraw` it until then. What
    is `alone` nobody applied for: one person said it.
    """
    by_another = Q(decided_by__isnull=True) | ~Q(decided_by=F("applied_by"))
    if alone is not None:
        by_another |= alone
    return [
        models.UniqueConstraint(
            fields=["item"],
            condition=Q(decision=""),
            name=f"one_open_{open_name or kind}_an_item",
            violation_error_code="item",
            violation_error_message=open_already,
        ),
        models.CheckConstraint(
            condition=Q(decision="", decided_by__isnull=True, decided_on__isnull=True)
            | (~Q(decision="") & Q(decided_by__isnull=False, decided_on__isnull=False)),
            name=f"{kind}_decided_wholly",
            violation_error_code="decision",
            violation_error_message=_("A decision needs its day and who decided."),
        ),
        models.CheckConstraint(
            condition=by_another | Q(decision=WITHDRAWN) if may_withdraw else by_another,
            name=f"{kind}_decided_by_another",
            violation_error_code="decided_by",
            violation_error_message=_("Nobody decides on their own application."),
        ),
        models.CheckConstraint(
            condition=~Q(decision=against) | ~Q(opinion=""),
            name=f"{against}_{kind}_says_why",
            violation_error_code="opinion",
            violation_error_message=why,
        ),
    ]
