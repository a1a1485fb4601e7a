"""The figures of the double publication."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from rectification.models import Publication

Side, Status = Publication.Side, Publication.Status
RESULTS = pgettext_lazy("unit", "results")


def _settled(key, label, status, **side):
    """How many stand so; an entry made void counts on no day."""
    return Figure.counting(
        Publication,
        key,
        label,
        RESULTS,
        on="settled_on",
        among=lambda rows, as_of: rows.filter(status=status, **side),
        group=_("Rectification"),
        listed=Listed("rectification:publications", "by", state=status.value, **side),
    )


figures.register(
    _settled("results_circulated", _("Results circulated within the party"), Status.DONE, side=Side.PARTY.value),
    _settled("results_published", _("Results published to the public"), Status.DONE, side=Side.PUBLIC.value),
    _settled("results_kept_back", _("Results not published"), Status.KEPT_BACK),
)
