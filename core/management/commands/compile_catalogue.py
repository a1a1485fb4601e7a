"""Compile the translations, without the gettext programs that Django's compilemessages needs."""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Write the .mo beside each .po of this project."""

    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                catalogue = polib.pofile(str(source))
                catalogue.save_as_mofile(str(source.with_suffix(".mo")))
                if options["verbosity"] > 1:
                    self.stdout.write(f"{source}: {len(catalogue.translated_entries())} messages")
