"""What the commands of this room have in common."""

import signal
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from config.backup.errors import BackupError


class BackupCommand(BaseCommand):
    """Ends with one sentence where it fails, and tidies up also when it is told to end."""

    requires_system_checks = ()

    def execute(self, *arguments: Any, **options: Any) -> str | None:
        """Run it; `systemctl stop` and a lost terminal end it as Ctrl-C does."""
        former = {told: signal.signal(told, _end) for told in (signal.SIGTERM, signal.SIGHUP)}
        self.is_told = options["verbosity"] > 1 or sys.stderr.isatty()
        try:
            return super().execute(*arguments, **options)
        except (BackupError, OSError, Error) as failure:
            raise CommandError(str(failure).strip()) from failure
        finally:
            for told, handler in former.items():
                signal.signal(told, handler)

    def say(self, words: str) -> None:
        """How far it is, for somebody who waits; cron and systemd want to hear the end alone."""
        if self.is_told:
            self.stderr.write(words, style_func=str)


def _end(number: int, _frame: object) -> None:
    sys.exit(128 + number)


def add_archive(parser: ArgumentParser) -> None:
    """The arguments of commands that open a backup."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup")
    parser.add_argument(
        "--identity",
        type=Path,
        required=True,
        metavar="KEYFILE",
        help="a file with the secret key of age, or -",
    )
    parser.add_argument(
        "--other-secret", action="store_true", help="trust a backup that was made under another SECRET_KEY"
    )
