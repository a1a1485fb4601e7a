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
MEANINGS = {
    "ECONNREFUSED": gettext_lazy("nothing answers at this address"),
    "ECONNRESET": gettext_lazy("the connection was cut off"),
    "EHOSTUNREACH": gettext_lazy("the server cannot be reached"),
    "ENETUNREACH": gettext_lazy("the server cannot be reached"),
    "ETIMEDOUT": gettext_lazy("no answer in time"),
    "EAI_NONAME": gettext_lazy("the name of the server is not known"),
    "EAI_AGAIN": gettext_lazy("the name of the server is not known"),
    "CERTIFICATE_VERIFY_FAILED": gettext_lazy("the certificate is not trusted"),
    "WRONG_VERSION_NUMBER": gettext_lazy("no TLS is spoken there"),
    "ENOSPC": gettext_lazy("the disk is full"),
    "EDQUOT": gettext_lazy("the disk is full"),
    "EROFS": gettext_lazy("the folder can only be read"),
    "EACCES": gettext_lazy("no right to this file or folder"),
    "ENOENT": gettext_lazy("a file or folder is missing"),
    "SMTP 421": gettext_lazy("the mail server is busy"),
    "SMTP 450": gettext_lazy("the mailbox is busy or the mail is held back"),
    "SMTP 451": gettext_lazy("the mail server could not do it just now"),
    "SMTP 452": gettext_lazy("the mailbox is full"),
    "SMTP 530": gettext_lazy("the mail server asks for a user and a password"),
    "SMTP 535": gettext_lazy("the mail server refuses user or password"),
    "SMTP 550": gettext_lazy("the mail server refuses the address"),
    "SMTP 552": gettext_lazy("the mailbox is full"),
    "SMTP 553": gettext_lazy("the mail server refuses the address"),
    "SMTP 554": gettext_lazy("the mail server refuses the mail"),
    "SQLSTATE 53100": gettext_lazy("the database's disk is full"),
    "SQLSTATE 25006": gettext_lazy("the database takes no changes"),
    "SQLSTATE 57P01": gettext_lazy("the database was shut down"),
    "TrailDoesNotHold": gettext_lazy("the trail was bent"),
    "BadHeaderError": gettext_lazy("the address is none"),
}


def cause_in_words(cause: str) -> str:
    """The code, with what it means where that is known."""
    if not cause:
        return ""
    return _("%(meaning)s (%(code)s)") % {"meaning": MEANINGS[cause], "code": cause} if cause in MEANINGS else cause


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
