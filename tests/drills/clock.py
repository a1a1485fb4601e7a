"""An office on a machine whose clock is not to be trusted, and what its reminders have to hold whatever befalls it."""

import re
import shutil
import struct
import subprocess
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.drills.installation import Installation
from tests.drills.waiting import until

SOURCE = Path(__file__).with_name("shifted_clock.c")
needs_compiler = pytest.mark.skipif(not shutil.which("gcc"), reason="no gcc: apt-get install gcc libc6-dev")
DAY, SHANGHAI = 86400, 8 * 3600
DUE = re.compile(r"将写入提醒(\d+)条")
TWICE = """
    SELECT count(*) FROM (
        SELECT obligation_id, threshold, due_on, recipient_id FROM rectification_reminder
        GROUP BY 1, 2, 3, 4 HAVING count(*) > 1
    ) AS twice
"""
SWEPT = "SELECT sum(times) FROM core_lastrun WHERE work IN ('remind', 'deliver_notices', 'take_up', 'anchor_trail')"
REMINDED = "SELECT count(*) FROM rectification_reminder"
NOTICED = "SELECT count(*) FROM core_notice WHERE kind = 'reminder'"


class Clock:
    """What all processes of the machine take for the time of day; it is put right, or wrong, while they run."""

    def __init__(self, folder: Path):
        self.file, self.library, self.ahead = folder / "clock", folder / "shifted_clock.so", 0
        self.file.write_bytes(bytes(8))
        subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", self.library, SOURCE, "-ldl", "-lpthread"], check=True)

    @property
    def environment(self) -> dict[str, str]:
        return {"LD_PRELOAD": str(self.library), "SHIFTED_CLOCK": str(self.file), "TZ": "UTC"}

    def set(self, ahead: int) -> None:
        self.ahead = ahead
        with self.file.open("r+b") as file:
            file.write(struct.pack("@l", ahead))

    def put(self, by: int) -> None:
        self.set(self.ahead + by)

    def put_before_midnight(self, seconds: int) -> None:
        """So many seconds before the next local midnight."""
        self.set(-int(time.time() + SHANGHAI + seconds) % DAY)


class Office(Installation):
    """The demo, on a machine whose clock is not to be trusted: that of its servers, too."""

    def __init__(self, root: Path):
        super().__init__(root)
        self.clock = Clock(root)
        self.database.environment = self.cache.environment = self.clock.environment

    def open(self, **how) -> None:
        """The tables are made, and the demo is loaded, by programs that go by the true clock."""
        super().open(**how)
        self.environment |= self.clock.environment

    def still_due(self) -> int:
        """How many reminders a sweep would write now."""
        return int(DUE.search(self.manage("remind", "--dry-run"))[1])

    def all_is_swept(self) -> None:
        """Every regular work is done once more, on its own; whoever had to be reminded was."""
        [[before]] = self.asked(SWEPT)
        until(lambda: self.asked(SWEPT)[0][0] >= before + 4, 120, self.logs)
        until(lambda: self.still_due() == 0, 120, self.logs)

    def reminded(self) -> int:
        """How many reminders there are: nobody has one twice, and each has its notice."""
        assert self.asked(TWICE) == [(0,)]
        [[amount]] = self.asked(REMINDED)
        assert self.asked(NOTICED) == [(amount,)]
        return amount

    def no_mail_was_sent_twice(self) -> None:
        sent = [message_from_bytes(mail) for mail in self.mail.received]
        assert sent
        assert set(Counter(mail["Message-ID"] for mail in sent).values()) == {1}
