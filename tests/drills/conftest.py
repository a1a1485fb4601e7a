import pytest

from tests.drills.installation import Installation, demo_of
from tests.drills.servers import open_folder

ACCOUNT = """
from datetime import date
from personnel.models import RoleGrant, User
user = User.objects.create(username="office", name="Office", email="office@city.example")
user.set_password("{password}")
user.save()
RoleGrant.objects.create(user=user, role="office", granted_on=date(2026, 1, 1))
"""
SHORT = {"DATABASE_CONNECT_SECONDS": "2", "DATABASE_STATEMENT_SECONDS": "3", "REDIS_SECONDS": "2"}
PASSWORD = "Drill-2026-night"


class SmallSite(Installation):
    """One account, and nothing in it yet."""

    def signed_in(self):
        """A browser of the account."""
        return self.browser().sign_in("office", PASSWORD)


@pytest.fixture(scope="module")
def site():
    """A small site with short limits; what a drill does to it, it mends."""
    with open_folder() as root:
        site = SmallSite(root, **SHORT)
        try:
            site.open()
            site.manage("shell", "--no-imports", "-c", ACCOUNT.format(password=PASSWORD))
            site.start_web()
            yield site
        finally:
            site.close()


@pytest.fixture(scope="module")
def demo_office():
    """The demo, on servers of its own; a drill starts what it needs."""
    with demo_of() as office:
        yield office
