"""What is told of regular work that is late or failed: since when, why, and what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import LastRun
from core.models.runs import Work
from core.ui.tables import day

_SERVICES = gettext_lazy("Look whether the worker and the beat are running, and start them.")
WHAT_TO_DO = {
    Work.MAIL: gettext_lazy("Look at the mail server and at EMAIL_URL; what could not be sent is tried again."),
    Work.ANCHOR_TRAIL: gettext_lazy("Look whether the folder TRAIL_ANCHORS is there and can be written to."),
    Work.VERIFY_TRAIL: gettext_lazy(
        "Run manage.py verify_trail, tell the audit administrator what it says, and see that it runs every night."
    ),
    Work.BACKUP: gettext_lazy("Run manage.py backup, and see that it runs every night."),
}
"""The cure where it is another than to start the services."""


def work_in_words(run: LastRun) -> str:
    """What the work is called."""
    return str(Work(run.work).label) if run.work in Work.values else run.work


def trouble_in_words(run: LastRun) -> str:
    """That it failed or is late, and when it last went well."""
    well = _("last went well %(when)s") % {"when": day(run.succeeded_at)} if run.succeeded_at else _("never went well")
    told = {"work": work_in_words(run), "last": well}
    return (_("%(work)s failed; %(last)s") if run.cause else _("%(work)s is late; %(last)s")) % told


def cure(run: LastRun) -> str:
    """What to do about it, after its cause."""
    return str(WHAT_TO_DO.get(Work(run.work), _SERVICES) if run.work in Work.values else _SERVICES)
