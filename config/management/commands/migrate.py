"""Django's command, in half the time."""

from django.core.management.commands import migrate

from config.migrating import without_rendering


class Command(migrate.Command):
    """Applies migrations."""

    def handle(self, *args, **options):
        """As Django does, but for models rendered anew in vain."""
        with without_rendering():
            super().handle(*args, **options)
