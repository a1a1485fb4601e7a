"""The kinds of channels: how an address is written, and what it may say."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import codes
from core.models import Channel, Digest, Notice
from core.notices.channels import senders
from core.notices.digest_words import count_late, line_of, subject_of

Kind = Channel.Kind
LINES = 50
ROBOTS = {
    Kind.WECOM: "https://qyapi.weixin.qq.com",
    Kind.DINGTALK: "https://oapi.dingtalk.com",
    Kind.FEISHU: "https://open.feishu.cn",
}
"""Where the robots of the messengers listen, as their makers publish it."""


class NotReadable(OSError):
    """The address was encrypted with another key, or is no token any more: it has to be entered anew."""


def sealed_address(kind: str, address: str, secret: str) -> str:
    """What is kept of an address, or of the token of a robot. Raises `ValidationError` at `address` or `secret`."""
    kept = _webhook(address) if kind == Kind.WEBHOOK else _token(kind, address, secret)
    return codes.seal(json.dumps({"address": kept, "secret": secret}))


def _token(kind: str, address: str, secret: str) -> str:
    """The token of a robot: given alone, or in the address that the messenger shows."""
    parts = urlsplit(address)
    token = address
    if parts.scheme:
        values = [*parse_qs(parts.query).values(), [parts.path.rstrip("/").rpartition("/")[2]]]
        token = values[0][0] if f"{parts.scheme}://{parts.netloc}" == ROBOTS[Kind(kind)] else ""
    if secret and kind != Kind.DINGTALK:
        raise ValidationError({"secret": _("Only a robot of DingTalk signs. Leave its secret empty.")})
    for name, words, told in (
        ("address", _("This is neither the address of such a robot nor its token."), ""),
        ("secret", _("No robot has such a secret."), secret),
    ):
        try:
            senders.robot(kind, token, told)
        except ValueError:
            raise ValidationError({name: words}) from None
    return token


def _webhook(address: str) -> str:
    try:
        parts = urlsplit(address)
        whole = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    except ValueError:
        raise ValidationError({"address": _("This is no address of a web server.")}) from None
    plain = address.isascii() and address.isprintable() and " " not in address
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or not plain:
        words = _("Enter an address that begins with http:// or https://, without a name or password.")
        raise ValidationError({"address": words})
    if whole not in settings.WEBHOOK_HOSTS:
        told = _("“%(host)s” is not among the hosts that the system administrator allows (WEBHOOK_HOSTS).")
        raise ValidationError({"address": told % {"host": whole}})
    return address


def send_digest(channel: Channel, digest: Digest, notices: Sequence[Notice]) -> None:
    """Say what the kind may know. Raises `OSError` where it was not taken."""
    inbox = settings.SITE_URL + reverse("inbox")
    if channel.kind == Kind.WEBHOOK:
        lines = [line_of(notice) for notice in notices[:LINES]]
        more = {"lines": lines, "more": max(len(notices) - LINES, 0), "id": f"digest-{digest.pk}-{digest.on:%Y%m%d}"}
        facts = {"waiting": len(notices), "late": count_late(notices, digest.on), "inbox": inbox}
        _send(channel, "\n".join([*lines, inbox]), subject_of(notices, digest.on), **more, **facts)
    else:
        _send(channel, f"{_count_words(notices, digest)}\n{inbox}")


def send_trial(channel: Channel) -> None:
    """A line that says it is a trial. Raises `OSError` where it was not taken."""
    _send(channel, _("This is a trial of the inspection system. Nothing is to be done."), id="trial")


def _count_words(notices: Sequence[Notice], digest: Digest) -> str:
    """Numbers alone: what leaves for somebody else's cloud names no unit, no item and nobody."""
    told = {"count": len(notices), "late": count_late(notices, digest.on)}
    if told["late"]:
        return _("%(count)s notices wait for you, %(late)s of them about what is late.") % told
    return ngettext("%(count)s notice waits for you.", "%(count)s notices wait for you.", told["count"]) % told


def _send(channel: Channel, body: str, title: str = "", **told: Any) -> None:
    """Send the text; a webhook, which a program reads, is `told` the same part by part."""
    kept = json.loads(codes.unseal(channel.address) or "{}")
    if not kept:
        raise NotReadable
    if channel.kind != Kind.WEBHOOK:
        try:
            robot = senders.robot(channel.kind, kept["address"], kept["secret"])
        except ValueError:  # kept before tokens were held to what the messenger gives
            raise NotReadable from None
        senders.send(robot, body)
        return
    try:
        address = _webhook(kept["address"])
    except ValidationError:
        raise HostNotListed from None
    senders.send(senders.webhook(address, **told), body, title)


class HostNotListed(OSError):
    """The host was allowed once, and is not any more."""
