"""`manage.py migrate`: Django's own, with what takes most of its time left out."""

from django.core.management.commands import migrate

from config.migrating import drawing_little


class Command(migrate.Command):
    def handle(self, *args, **options):
        with drawing_little():
            super().handle(*args, **options)
