"""`manage.py first_administrators [SYSTEM SECURITY AUDIT]`: the three with whom an installation begins."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from personnel.accounts.founding import USER_NAMES, Admission, found_administrators
from personnel.accounts.on_server import AdmissionCommand


class Command(AdmissionCommand):
    help = (
        "Make the system, the security and the audit administrator while there is none, and print a slip with a "
        "one-time password for each: three people, three envelopes."
    )

    def add_arguments(self, parser):
        parser.add_argument("names", nargs="*", help="what the three are called, in this order", metavar="NAME")

    def handle(self, *, names, **options):
        self.admit("first_administrators", _found, names)


def _found(names: list[str]) -> list[Admission]:
    names = names or [str(role.label) for role in USER_NAMES]
    if len(names) != len(USER_NAMES):
        raise CommandError(_("Give three names: of the system, the security and the audit administrator."))
    return found_administrators(dict(zip(USER_NAMES, names, strict=True)))
