"""The site, in which Valkey is killed as soon as something is committed: the worst moment there is."""

import os
import signal

from config.postgresql.base import DatabaseWrapper
from config.wsgi import application

commit = DatabaseWrapper._commit


def commit_and_kill(self):
    """Commit, then kill the server that the answer needs; it may be dead already."""
    written = self.has_written
    commit(self)
    if written and (pid := os.environ.get("DRILL_KILLS")):
        os.kill(int(pid), signal.SIGKILL)


DatabaseWrapper._commit = commit_and_kill
__all__ = ["application"]
