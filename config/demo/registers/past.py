"""What the history of the registers is about: hand-overs of the past rounds."""

from datetime import date

from rectification.models import HandOver

COUNTED_ON = date(2022, 10, 15)
PAST = 17


def rectified_by(day: date) -> list[HandOver]:
    """The hand-overs of rounds 1 to 17 whose focused rectification had ended by that day, in order."""
    past = HandOver.objects.filter(inspection__team__round__number__lte=PAST, focus_ends_on__lte=day)
    return list(past.select_related("inspection__organization", "inspection__team__round").order_by("pk"))
