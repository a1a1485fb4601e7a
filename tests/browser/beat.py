"""A real Celery worker in a process of its own, and a beat that sends it what the schedule says."""

import os
import re
import subprocess
import sys
import threading
import time
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from queue import Empty, Queue

from celery.beat import Scheduler
from django.conf import settings
from django.db import connection

from config.celery import app

PATIENCE = 60  # seconds, on a machine that is busy with other tests
COMMAND = ["-m", "celery", "-A", "config.worker", "worker", "--loglevel", "INFO", "--pool", "solo"]
QUIET = ["--without-mingle", "--without-gossip", "--without-heartbeat"]
BETWEEN = b"\n" + b"-" * 79 + b"\n"  # Django's backend writes the mails of one sweep into one file
SUCCEEDED = re.compile(r"\[([0-9a-f-]{36})\] succeeded")


class Worker:
    """The worker process. Its mail goes into `mail_folder`, its clock stands at `now`."""

    def __init__(self, mail_folder: Path, now):
        self.mail_folder = mail_folder
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.browser.worker_settings",
            "TEST_DATABASE": connection.settings_dict["NAME"],
            "TEST_NOW": now.isoformat(),
            "TEST_KEY_PREFIX": settings.CACHES["default"]["KEY_PREFIX"],
            "MEDIA_ROOT": str(settings.MEDIA_ROOT),
            "EMAIL_URL": f"filemail:///{mail_folder}",
        }
        command = [sys.executable, *COMMAND, *QUIET, "--queues", settings.CELERY_TASK_DEFAULT_QUEUE]
        self.process = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.log = []
        self._done = Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self):
        for line in self.process.stdout:
            self.log.append(line)
            if found := SUCCEEDED.search(line):
                self._done.put(found[1])

    def wait_for(self, result):
        """Return when the worker says that this task succeeded."""
        try:
            while self._done.get(timeout=PATIENCE) != result.id:
                pass
        except Empty:
            raise AssertionError("the worker has not done its work:\n" + "".join(self.log)) from None

    def wait_until(self, is_so):
        """Return when it has done what it was sent for from a page."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end, "the worker has not done its work:\n" + "".join(self.log)
            time.sleep(0.1)

    def mails(self) -> list[tuple[str, str]]:
        """What it has sent: address and text of each."""
        parts = [part for path in sorted(self.mail_folder.glob("*.log")) for part in path.read_bytes().split(BETWEEN)]
        mails = [message_from_bytes(part, policy=default) for part in parts if part.strip()]
        return [(mail["To"], mail.get_content()) for mail in mails]

    def stop(self):
        """End the process."""
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)
        self._listener.join(PATIENCE)
        self.process.stdout.close()


class Beat:
    """Sends scheduled tasks as the beat does, without waiting for their time."""

    def __init__(self, worker: Worker):
        self._worker = worker
        self._scheduler = Scheduler(app=app)

    def tick(self, *names):
        """Send these entries of the schedule, one after the other has been done."""
        for name in names:
            entry = self._scheduler.schedule[name]
            self._worker.wait_for(self._scheduler.apply_async(entry, advance=False))
