"""When what people are told leaves the house, and by which ways beside mail."""

from ipaddress import IPv4Network, IPv6Network, ip_network

from django.core.exceptions import ImproperlyConfigured
from environ import Env

DAYS = ("working", "all")
CHANNELS = ("wecom", "dingtalk", "feishu", "webhook")


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


def channels(env: Env) -> list[str]:
    """Which kinds of channels beside mail people may have; none unless told."""
    told = env.list("CHANNELS", default=[])
    if unknown := set(told) - set(CHANNELS):
        raise ImproperlyConfigured(f"CHANNELS knows {', '.join(CHANNELS)}, not {', '.join(sorted(unknown))}.")
    return told


def networks(env: Env) -> list[IPv4Network | IPv6Network]:
    """Networks that are not the internet's and that channels may lead into."""
    try:
        return [ip_network(told) for told in env.list("CHANNEL_NETWORKS", default=[])]
    except ValueError as error:
        raise ImproperlyConfigured(f"CHANNEL_NETWORKS: {error}.") from error
