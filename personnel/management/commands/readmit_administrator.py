"""`manage.py readmit_administrator USER_NAME --reason TEXT`: the way back for one whom no other can let in."""

from personnel.accounts.on_server import AdmissionCommand
from personnel.second_factor.services import readmit


class Command(AdmissionCommand):
    help = (
        "Give an administrator who is locked out a new one-time password, printed as a slip, and take away a second "
        "factor. The other administrators are told, and the trail keeps the reason."
    )

    def add_arguments(self, parser):
        parser.add_argument("user_name", metavar="USER_NAME")
        parser.add_argument("--reason", required=True, metavar="TEXT", help="why, as the trail will say")

    def handle(self, *, user_name, reason, **options):
        self.admit("readmit_administrator", lambda: [readmit(user_name, reason)])
