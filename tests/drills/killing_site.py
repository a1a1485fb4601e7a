"""The site, in which Valkey is killed as soon as something is committed: the worst moment there is."""

import os
import signal
from pathlib import Path

from config.postgresql.base import DatabaseWrapper
from config.wsgi import application

commit = DatabaseWrapper._commit


def commit_and_kill(self):
    """Commit, then kill the server that the answer needs."""
    written = self.has_written
    commit(self)
    pid = Path(os.environ["DRILL_KILLS"])
    if written and pid.exists():
        os.kill(int(pid.read_text()), signal.SIGKILL)


DatabaseWrapper._commit = commit_and_kill
__all__ = ["application"]
