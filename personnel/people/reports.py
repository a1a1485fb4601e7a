"""The figures of the talent pools."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.reports.figures import Figure, figures
from personnel.models import Pool, PoolMembership


def members(pool, as_of, period, user) -> int:
    """Active members on the day; with a period, those who joined within it."""
    rows = PoolMembership.objects.visible_to(user) if user is not None else PoolMembership.objects.all()
    if period is not None:
        return rows.filter(pool=pool, joined_on__range=(period.start, min(period.end, as_of))).count()
    return rows.filter(pool=pool).active(as_of).count()


def listed(pool):
    """The list of the members a figure counts."""
    return lambda as_of: f"{reverse('personnel:pools')}?pool={pool.value}&as_of={as_of.isoformat()}"


figures.register(
    *(
        Figure(f"pool_{pool.value}", pool.label, _("people"), partial(members, pool), _("Talent pools"), listed(pool))
        for pool in Pool
    )
)
