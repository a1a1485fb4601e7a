"""Bring the catalogue of translations up to what the code asks for; `make messages` calls it."""

from django.core.management.base import BaseCommand

from config import catalogue


class Command(BaseCommand):
    """Add the texts that have no entry yet, take out those that nothing asks for, and keep the file sorted."""

    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        file = catalogue.read()
        added, dropped = catalogue.bring_up_to(file, catalogue.sources())
        file.save(str(catalogue.PATH))
        for mark, changed in (("+", added), ("-", dropped)):
            for source in changed:
                self.stdout.write(f"{mark} {source.text}")
        self.stdout.write(f"{len(added)} added, {len(dropped)} taken out: {catalogue.PATH}")
