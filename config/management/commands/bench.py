"""`manage.py bench`: one JSON line for each benchmark, at each scale."""

import os
import subprocess
import sys

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from config.bench.cases import run_all
from config.bench.office import create_database, database_urls, furnish
from config.roles import serve_as_application

SCALES = (1, 20)


class Command(BaseCommand):
    help = "Measure the work of the office beside its floor. Each scale has a database of its own, made once."

    def add_arguments(self, parser):
        parser.add_argument("--scale", type=int, action="append", help="only this scale; may be given more than once")
        parser.add_argument("--here", action="store_true", help="in the database of this process")

    def handle(self, *, scale, here, **options):
        for one in scale or SCALES:
            if here:
                self._measure(one)
            else:
                create_database(one)
                self._in_its_own_process(one)

    def _in_its_own_process(self, scale: int) -> None:
        environment = os.environ | database_urls(scale)
        command = [sys.executable, "manage.py", "bench", "--here", "--scale", str(scale)]
        subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)  # noqa: S603 - ourselves

    def _measure(self, scale: int) -> None:
        furnish(scale, say=self.stderr.write)
        serve_as_application(connection, settings.APPLICATION_ROLE)
        for measured in run_all(scale):
            self.stdout.write(measured.as_line())
