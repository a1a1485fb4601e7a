"""`manage.py backup_key FILE`: a key pair for backups, for machines without age."""

from pathlib import Path

from django.utils.translation import gettext as _

from config.backup.command import BackupCommand
from config.backup.keys import make_key


class Command(BackupCommand):
    help = "Write a new secret key of age into FILE and print the public key for BACKUP_RECIPIENTS."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file, **options):
        self.stdout.write(make_key(file))
        self.stderr.write(
            _("Keep %(path)s off this machine, twice, and delete it here: without it no backup opens.")
            % {"path": file},
            style_func=str,
        )
