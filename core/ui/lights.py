"""The light of a deadline: a tone and always words with days beside it (docs/domain.md, lights)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NEAR_DAYS = 10  # yellow from the tenth day before the end (docs/domain.md, lights)


@dataclass(frozen=True)
class Light:
    """A tone (`green yellow red done none`), the words to read, and the days left (negative: overdue)."""

    tone: str
    words: str
    days: int | None = None


def light(due_on, today, done=False) -> Light:
    """Say how a deadline stands on a day. A deadline ends with its day, so the day itself is not overdue."""
    if done:
        return Light("done", _("Done"))
    if due_on is None:
        return Light("none", _("No deadline"))
    days = (due_on - today).days
    if days < 0:
        return Light("red", ngettext("%d day overdue", "%d days overdue", -days) % -days, days)
    if days == 0:
        return Light("yellow", _("Due today"), days)
    tone = "yellow" if days <= NEAR_DAYS else "green"
    return Light(tone, ngettext("%d day left", "%d days left", days) % days, days)
