"""The figures of the talent pools."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from personnel.models import Pool, PoolMembership


def in_pool(pool, rows, as_of):
    """The memberships of one pool."""
    return rows.filter(pool=pool)


figures.register(
    *(
        Figure.counting(
            PoolMembership,
            f"pool_{pool.value}",
            pool.label,
            _("people"),
            among=partial(in_pool, pool),
            on="joined_on",
            until="left_on",
            group=_("Talent pools"),
            listed=Listed("personnel:pools", "as_of", pool=pool.value),
        )
        for pool in Pool
    )
)
