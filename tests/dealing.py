"""How tests are dealt out: one by one, as workers become free, but as a whole those that share a dear fixture."""

from xdist.scheduler import LoadScopeScheduling

from tests.weights import file_of

TOGETHER = {
    "tests/config/demo/test_demo.py",  # the demo, loaded
    "tests/config/demo/test_facts_changed.py",
    "tests/config/demo/test_recounted.py",
    "tests/config/test_embedded.py",  # servers of their own
    "tests/config/test_old_installation.py",  # an old installation, migrated
    "tests/config/test_server_log.py",  # a site of its own
    "tests/guards/walk/test_walk.py",  # whom each address opens to
    "tests/imports/test_own_exports.py",  # all that ledgers bring
}
"""One worker takes all tests of such a file, so that its fixture is made once."""


class Dealing(LoadScopeScheduling):
    """Hands out these files and, of all others, single tests, in the order in which they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        return file_of(nodeid) if file_of(nodeid) in TOGETHER else nodeid
