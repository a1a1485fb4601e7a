"""`manage.py verify_files`: hold every attachment against the digest of what was uploaded."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.files.keeping import faults, orphans
from core.files.storage import FilesAway
from core.models import Attachment


class Command(BaseCommand):
    help = "Compare every file of an attachment with its digest, and name those that are missing, changed or nobody's."

    def handle(self, **options):
        try:
            found, nobodys = list(faults()), orphans()
        except FilesAway as away:
            raise CommandError(str(away)) from away
        for fault in found:
            self.stdout.write(f"{fault.kind}: attachment {fault.attachment}, {fault.file}")
        for name in nobodys:
            self.stdout.write(f"orphan: {name}")
        if found:
            raise CommandError(_("%(count)s files are not as they were uploaded.") % {"count": len(found)})
        self.stdout.write(_("All %(count)s files are as they were uploaded.") % {"count": Attachment.objects.count()})
