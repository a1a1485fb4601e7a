"""`manage.py prepare_database`: everything an installation needs in its database, once or again."""

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from config import roles


class Command(BaseCommand):
    help = (
        "Make the roles of DATABASE_OWNER_URL and DATABASE_URL and their database, as far as they are missing, "
        "migrate it as its owner, and give the application's role what it may do."
    )
    requires_system_checks = ()  # there may be no database yet

    def add_arguments(self, parser):
        parser.add_argument(
            "--administrator",
            metavar="URL",
            default="",
            help="address of a role that may make roles and databases; without it the roles have to be there",
        )

    def handle(self, *, administrator, verbosity, **options):
        if administrator:
            with psycopg.connect(administrator, autocommit=True) as server:
                roles.make_roles(server, roles.owner_url(), roles.application_url())
                name, owner = settings.DATABASES["default"]["NAME"], roles.name_of(roles.owner_url())
                roles.make_database(server, name, owner)
        call_command("migrate", verbosity=verbosity)
