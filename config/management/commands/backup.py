"""`manage.py backup DIR`: database, files and anchors of one moment, encrypted, in one file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from config.backup.command import BackupCommand
from config.backup.keeping import thin_out
from config.backup.keys import recipients
from config.backup.making import Made, make_backup
from core.models import LastRun
from core.models.runs import Work
from core.operation.runs import noted


class Command(BackupCommand):
    help = (
        "Back up the database, the attachments and the anchors of the trail as they are at one moment into a new file "
        "of DIR, encrypted to the public keys of BACKUP_RECIPIENTS."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--keep",
            type=int,
            nargs=2,
            metavar=("DAYS", "MONTHS"),
            help="afterwards delete all backups in DIR but the newest of each of the last days and months: 14 12",
        )

    def handle(self, *, folder, keep, **options):
        with _noted():
            made = make_backup(folder, recipients(), say=self.say)
        self._warn(made)
        deleted = thin_out(folder, days=max(keep[0], 1), months=keep[1]) if keep else []
        self.stdout.write(
            _("%(path)s: %(size)s MB, %(rows)s rows, %(files)s files; %(deleted)s older backups deleted.")
            % {
                "path": made.path,
                "size": round(made.size / 2**20, 1),
                "rows": sum(made.manifest.tables.values()),
                "files": made.manifest.count_of_files,
                "deleted": len(deleted),
            }
        )

    def _warn(self, made: Made) -> None:
        for names, words in (
            (made.manifest.missing, _("%(count)s files are missing, so they are not in the backup: %(names)s")),
            (made.manifest.changed, _("%(count)s files are not as their rows say: %(names)s")),
        ):
            if names:
                self.stderr.write(words % {"count": len(names), "names": ", ".join(names[:5])})


@contextmanager
def _noted() -> Iterator[None]:
    """Leave the mark of the last backup, unless it is before the upgrade that brings marks."""
    if LastRun._meta.db_table in connection.introspection.table_names():
        with noted(Work.BACKUP):
            yield
    else:
        yield
