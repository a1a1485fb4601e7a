"""The worker beside the web server."""

import subprocess
import sys

from django.conf import settings

GIVES_WAY = "import os; from config.worker import NICENESS, yield_to_people; before = os.nice(0); yield_to_people(); "


def test_the_worker_gives_way_to_pages_on_the_same_machine():
    check = GIVES_WAY + "print(os.nice(0) == min(before + NICENESS, 19))"
    told = subprocess.run(
        [sys.executable, "-c", check], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    assert told.stdout == "True\n"
