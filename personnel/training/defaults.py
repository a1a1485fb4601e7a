"""The rhythm of training a new installation starts with, as data that the office changes."""

from datetime import date

from personnel.models import Rhythm, TrainingKind, TrainingRule

SINCE = date(2015, 1, 1)
RHYTHM = {
    TrainingKind.COURSE: (2, Rhythm.YEAR),
    TrainingKind.LECTURE: (1, Rhythm.QUARTER),
    TrainingKind.SEMINAR: (1, Rhythm.QUARTER),
    TrainingKind.SPECIAL: (1, Rhythm.MONTH),
}


def load_training_rules() -> None:
    """Bring them in where there are none; rules that people entered or made void stay as they left them."""
    if not TrainingRule.objects.exists():
        TrainingRule.objects.bulk_create(
            TrainingRule(kind=kind, amount=amount, rhythm=rhythm, in_force_on=SINCE)
            for kind, (amount, rhythm) in RHYTHM.items()
        )
