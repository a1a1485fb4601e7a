"""How every process writes its log: in production each line is JSON, else text. Loads nothing of the program."""

import os
from typing import Any

PRODUCTION = os.environ.get("ENVIRONMENT") == "production"
JSON = {"()": "core.trail.logs.JsonLines"}


def formatter(**text: str) -> dict[str, Any]:
    """JSON in production, else text in this form."""
    return JSON if PRODUCTION else {"()": "core.trail.logs.WithoutContent", **text}


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "kind_for_text": {"()": "core.trail.logs.KindForText"},
        "without_secret": {"()": "core.trail.logs.WithoutSecret"},
    },
    "formatters": {"lines": formatter(format="{asctime} {levelname} {name}: {message}", style="{")},
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "lines", "filters": ["kind_for_text"]}},
    "root": {"handlers": ["stream"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.request": {"filters": ["without_secret"]},
        "django.server": {"handlers": ["stream"], "level": "INFO", "propagate": False},
        "axes": {"level": "ERROR"},
    },
}
