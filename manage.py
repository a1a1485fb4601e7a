#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from django.core.management import execute_from_command_line

from config.entry import prepare

# Commands that neither read nor write rows; everything else finds the servers running.
WITHOUT_SERVERS = {"help", "version", "--help", "-h", "--version", "collectstatic", "compile_catalogue"}


def main():
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    words = set(sys.argv[1:2])
    prepare(servers=bool(words - WITHOUT_SERVERS) and "--help" not in sys.argv)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
