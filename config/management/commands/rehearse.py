"""`manage.py rehearse FILE --identity KEYFILE`: restore a backup into what is taken away again; how it went."""

from time import monotonic

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from config.backup.command import BackupCommand, add_archive
from config.backup.rehearsing import rehearse


class Command(BackupCommand):
    help = (
        "Restore a backup into a scratch database and a temporary folder, migrate it if it is of an older release, "
        "compare rows, files and trail, and take both away."
    )

    def add_arguments(self, parser):
        add_archive(parser)
        parser.add_argument(
            "--administrator",
            metavar="URL",
            default="",
            help="address of a role that may make databases, where the owner's may not; its password in PGPASSWORD",
        )

    def handle(self, *, file, identity, administrator, other_secret, **options):
        begun = monotonic()
        if rehearse(file, identity, administrator=administrator, other_secret=other_secret):
            raise CommandError(_("The rehearsal of %(path)s failed.") % {"path": file})
        named = {"path": file, "seconds": round(monotonic() - begun)}
        self.stdout.write(_("The rehearsal of %(path)s went well, in %(seconds)s seconds.") % named)
