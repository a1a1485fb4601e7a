"""Compile the translations, without the gettext programs that Django's compilemessages needs."""

import os
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Write the .mo beside each .po of this project that has changed since."""

    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                compiled = source.with_suffix(".mo")
                if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
                    _compile(source, compiled)


def _compile(source, compiled):
    """Replace the compiled catalogue at once, so that whoever reads it meanwhile finds a whole one."""
    partial = compiled.with_name(f"{compiled.name}.{os.getpid()}")
    polib.pofile(str(source)).save_as_mofile(str(partial))
    partial.replace(compiled)
