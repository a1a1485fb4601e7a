"""Whether this is a demo."""

from functools import cache

from django.conf import settings

from core.models import DemoMark


def is_demo() -> bool:
    """Whether pages must say so: the setting `DEMO` decides, and without it the mark in the database."""
    return settings.DEMO if settings.DEMO is not None else _marked()


@cache
def _marked() -> bool:
    """Asked once in the life of a process: the demo is loaded before the site starts."""
    return DemoMark.objects.exists()
