"""The web server's settings: `gunicorn -c python:config.gunicorn config.wsgi`."""

import gc
import os
from pathlib import Path

from gunicorn import glogging

from config.entry import prepare
from config.log_lines import formatter

prepare()

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
timeout = 120
graceful_timeout = 10
# An idle connection is closed by the proxy, never by us: a request on its way would be reset. See docs/operations.md.
keepalive = 75
control_socket_disable = True
max_requests = 5000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - gunicorn's own heartbeat files

# gunicorn's own formatters would write a line break of a path, and the text of an exception, as they are.
logconfig_dict = {
    "filters": {"without_query": {"()": "core.trail.logs.WithoutQuery"}},
    "formatters": {
        "error": formatter(
            format="%(asctime)s [%(process)d] [%(levelname)s] %(message)s", datefmt="[%Y-%m-%d %H:%M:%S %z]"
        ),
    },
    "handlers": {
        "error": {"class": "logging.StreamHandler", "formatter": "error", "filters": ["without_query"]},
    },
    "root": {"level": "INFO", "handlers": ["error"]},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["error"], "propagate": False},
    },
}


class Logger(glogging.Logger):
    """gunicorn's, without a line for each request: the program writes that, and knows whose it was."""

    def access(self, *answered):
        pass


logger_class = Logger


def when_ready(server):
    """Leave what was loaded alone from now on: looking for garbage there would copy it into every worker."""
    gc.collect()
    gc.freeze()
