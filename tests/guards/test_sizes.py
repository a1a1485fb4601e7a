"""No file grows into two subjects unseen."""

from pathlib import Path

from django.conf import settings

from tests.guards.source import APPS

LONGEST = 343
"""Lines of the longest file of the house; a longer one is two subjects, and is parted."""
PLACES = [*APPS, "tests/guards"]


def test_no_file_is_longer_than_the_longest_of_the_house():
    files = [
        path
        for place in PLACES
        for path in (Path(settings.BASE_DIR) / place).rglob("*.py")
        if "migrations" not in path.parts
    ]
    long = {str(path): amount for path in files if (amount := len(path.read_text().splitlines())) > LONGEST}
    assert long == {}
