"""What the codes of failures mean, for people (`core.trail.causes`)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    "AddressNotListed": gettext_lazy("the name leads into a network that is not allowed (CHANNEL_NETWORKS)"),
    "HostNotListed": gettext_lazy("the host is not allowed (any more)"),
    "NotReadable": gettext_lazy("it was encrypted with another key and must be entered anew"),
    "NotUnderstood": gettext_lazy("what came back is no answer of a web server"),
    "Rejected": gettext_lazy("the other side refuses the message"),
}
ANSWERS = {
    "HTTP 3": gettext_lazy("the server leads elsewhere, which is not followed"),
    "HTTP 4": gettext_lazy("the server refuses the message or the address"),
    "HTTP 5": gettext_lazy("the server there is in trouble"),
    "ROBOT ": MEANINGS["Rejected"],
}
"""What answers of web servers and robots mean, by how their codes begin."""


def cause_in_words(cause: str) -> str:
    """The code, with what it means where that is known."""
    if not cause:
        return ""
    meaning = MEANINGS.get(cause) or ANSWERS.get(cause[: len("HTTP 4")])
    return _("%(meaning)s (%(code)s)") % {"meaning": meaning, "code": cause} if meaning else cause
