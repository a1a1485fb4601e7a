#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from django.core.management import ManagementUtility, get_commands

from config.entry import prepare

# Commands that neither read nor write rows; everything else finds the servers running.
WITHOUT_SERVERS = {"help", "version", "--help", "-h", "--version", "collectstatic", "compile_catalogue", "backup_key"}

CANNOT_WORK = {
    *("createsuperuser", "changepassword"),  # there is no superuser, and passwords are chosen by their owners
    *("flush", "loaddata", "sqlflush", "testserver"),  # the trail forgets nothing, and knows who enters what
    *("axes_reset_logs", "axes_reset_failure_logs"),
    *("clearsessions", "createcachetable"),  # both are kept in Redis
    *("startapp", "startproject", "makemessages", "compilemessages", "generateschema"),  # ours are made otherwise
}
"""Commands that come with what we build on, and do nothing good here."""


class CommandLine(ManagementUtility):
    """Neither lists nor finds what cannot work here."""

    def main_help_text(self, commands_only=False):
        _hide_commands()
        return super().main_help_text(commands_only)

    def fetch_command(self, subcommand):
        _hide_commands()
        return super().fetch_command(subcommand)


def _hide_commands() -> None:
    for name in CANNOT_WORK:
        get_commands().pop(name, None)


def main():
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    words = set(sys.argv[1:2])
    prepare(servers=bool(words - WITHOUT_SERVERS) and "--help" not in sys.argv)
    CommandLine(sys.argv).execute()


if __name__ == "__main__":
    main()
