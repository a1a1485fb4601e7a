"""`manage.py restore FILE --identity KEYFILE`: put a backup into an empty database and empty folders."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from config.backup.command import BackupCommand, add_archive
from config.backup.keys import identities
from config.backup.restoring import LEAVE, MIGRATE, restore


class Command(BackupCommand):
    help = (
        "Restore a backup into the empty database of DATABASE_OWNER_URL and empty folders, give the application's "
        "role its rights, and compare rows, files and trail with what the backup says."
    )

    def add_arguments(self, parser):
        add_archive(parser)
        parser.add_argument(
            "--older",
            choices=[MIGRATE, LEAVE],
            default="",
            help="take a backup of an older release, and migrate it or not",
        )

    def handle(self, *, file, identity, older, other_secret, **options):
        restored = restore(file, identities(identity), older=older, other_secret=other_secret, say=self.say)
        for difference in restored.differences:
            self.stdout.write(difference)
        if restored.differences:
            raise CommandError(
                _("Restored, but not as it was: %(count)s differences.") % {"count": len(restored.differences)}
            )
        manifest = restored.manifest
        told = {
            "moment": manifest.taken_at,
            "rows": sum(manifest.tables.values()),
            "tables": len(manifest.tables),
            "files": manifest.count_of_files,
            "pending": len(restored.pending),
        }
        self.stdout.write(
            _("Restored as it was at %(moment)s: %(rows)s rows in %(tables)s tables, %(files)s files.") % told
        )
        if restored.pending and older == LEAVE:
            self.stdout.write(_("%(pending)s migrations are left to do. Let the old release verify the trail.") % told)
        else:
            self.stdout.write(_("%(pending)s migrations done; the trail is whole.") % told)
