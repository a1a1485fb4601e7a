"""`manage.py demo [--scale N]`: load the demo office into an empty database."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from config.demo.accounts_file import accounts_file
from config.demo.cast import hand_out
from config.demo.load import load_demo
from core.models import DemoMark
from core.trail.recording import acting
from core.workdays.reckoning import today
from personnel.reminders.seats import tell_of_unreminded
from personnel.reminders.sweep import sweep
from rounds.models import Organization


class Command(BaseCommand):
    help = "Load the demo office: seventeen rounds of history and two live rounds around today."

    def add_arguments(self, parser):
        parser.add_argument("--scale", type=int, default=1, help="multiply findings, items and leads")

    def handle(self, *, scale, **options):
        if settings.PRODUCTION:
            raise CommandError(_("Here people work: the demo is not loaded where ENVIRONMENT is production."))
        path = accounts_file()
        if DemoMark.objects.exists():
            if not path.exists():  # it was interrupted, or somebody lost the passwords
                hand_out(path)
            self.stdout.write(_("The demo is loaded already. Its accounts: %(path)s") % {"path": path})
            return
        if scale < 1:
            raise CommandError(_("The scale must be 1 or more."))
        if Organization.objects.exists():
            raise CommandError(_("This database already holds data; the demo is only loaded into an empty one."))
        load_demo(today=today(), scale=scale, say=self.stdout.write)
        hand_out(path)
        with acting(command="demo"):
            tell_of_unreminded()
            sweep()  # as the beat would some minutes later; nobody begins with an empty inbox
        self.stdout.write(_("The demo is loaded. Its accounts: %(path)s") % {"path": path})
