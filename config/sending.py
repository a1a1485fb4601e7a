"""When what people are told leaves the house."""

from django.core.exceptions import ImproperlyConfigured
from environ import Env

DAYS = ("working", "all")


def hours(env: Env) -> tuple[int, int]:
    """From which hour of the local day, and until which; ImproperlyConfigured where that is no time at all."""
    first, until = env.int("DIGEST_HOUR", default=8), env.int("DIGEST_UNTIL_HOUR", default=18)
    if not 0 <= first < until <= 24:
        raise ImproperlyConfigured("DIGEST_HOUR must be an hour before DIGEST_UNTIL_HOUR, both from 0 to 24.")
    return first, until


def days(env: Env) -> str:
    """On which days; ImproperlyConfigured for a word that says neither."""
    told = env("DIGEST_DAYS", default=DAYS[0])
    if told not in DAYS:
        raise ImproperlyConfigured(f"DIGEST_DAYS must be one of: {', '.join(DAYS)}.")
    return told
