"""The limits a new installation starts with, as data that the office edits."""

from datetime import date

from rounds.deadlines import kinds
from rounds.models import DeadlineRule

SINCE = date(2015, 1, 1)


def load_rules() -> None:
    """Bring in the limit of every kind of duty that has none; what people entered stays as it is."""
    known = set(DeadlineRule.objects.of_the_house().values_list("node", flat=True))
    DeadlineRule.objects.bulk_create(
        DeadlineRule(
            node=kind.key,
            amount=kind.limit.amount,
            unit=kind.limit.unit,
            effective_from=SINCE,
            source=kind.limit.source,
        )
        for kind in kinds.with_limits()
        if kind.key not in known
    )
