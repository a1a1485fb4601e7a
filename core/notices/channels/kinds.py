"""The kinds of channels: how an address is written, what it may say, and how the other side says yes."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Sequence
from urllib.parse import parse_qs, quote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import codes
from core.models import Channel, Digest, Notice
from core.notices.channels.transport import Rejected, post
from core.notices.digest_words import count_late, line_of, subject_of

Kind = Channel.Kind
LINES = 50
TOKEN = re.compile(r"[A-Za-z0-9_-]{8,200}")
ROBOTS = {
    Kind.WECOM: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={token}",
    Kind.DINGTALK: "https://oapi.dingtalk.com/robot/send?access_token={token}",
    Kind.FEISHU: "https://open.feishu.cn/open-apis/bot/v2/hook/{token}",
}
"""Where the robots of the messengers listen, as their makers publish it."""


class NotReadable(OSError):
    """The address was encrypted with another key: it has to be entered anew."""


def sealed_address(kind: str, address: str, secret: str) -> str:
    """What is kept of an address, or of the token of a robot. Raises `ValidationError` at `address`."""
    kept = _webhook(address) if kind == Kind.WEBHOOK else _token(kind, address)
    return codes.seal(json.dumps({"address": kept, "secret": secret}))


def _token(kind: str, address: str) -> str:
    """The token of a robot: given alone, or in the address that the messenger shows."""
    parts = urlsplit(address)
    place = urlsplit(ROBOTS[Kind(kind)])
    token = address
    if parts.scheme:
        values = [*parse_qs(parts.query).values(), [parts.path.rpartition("/")[2]]]
        token = values[0][0] if (parts.scheme, parts.netloc) == (place.scheme, place.netloc) else ""
    if not TOKEN.fullmatch(token):
        raise ValidationError({"address": _("This is neither the address of such a robot nor its token.")})
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
        told = {"title": subject_of(notices, digest.on), "lines": lines, "more": max(len(notices) - LINES, 0)}
        facts = {"waiting": len(notices), "late": count_late(notices, digest.on), "inbox": inbox}
        _send(channel, told | facts | {"id": f"digest-{digest.pk}-{digest.on:%Y%m%d}"})
    else:
        _send(channel, _text(channel, f"{_count_words(notices, digest)}\n{inbox}"))


def send_trial(channel: Channel) -> None:
    """A line that says it is a trial. Raises `OSError` where it was not taken."""
    words = _("This is a trial of the inspection system. Nothing is to be done.")
    is_webhook = channel.kind == Kind.WEBHOOK
    _send(channel, {"title": words, "lines": [], "id": "trial"} if is_webhook else _text(channel, words))


def _count_words(notices: Sequence[Notice], digest: Digest) -> str:
    """Numbers alone: what leaves for somebody else's cloud names no unit, no item and nobody."""
    told = {"count": len(notices), "late": count_late(notices, digest.on)}
    if told["late"]:
        return _("%(count)s notices wait for you, %(late)s of them about what is late.") % told
    return ngettext("%(count)s notice waits for you.", "%(count)s notices wait for you.", told["count"]) % told


def _text(channel: Channel, words: str) -> dict:
    if channel.kind == Kind.FEISHU:
        return {"msg_type": "text", "content": {"text": words}}
    return {"msgtype": "text", "text": {"content": words}}


def _send(channel: Channel, message: dict) -> None:
    kept = json.loads(codes.unseal(channel.address) or "{}")
    if not kept:
        raise NotReadable
    if channel.kind == Kind.WEBHOOK:
        try:
            address = _webhook(kept["address"])
        except ValidationError:
            raise HostNotListed from None
        post(address, message)
        return
    answer = post(ROBOTS[Kind(channel.kind)].format(token=kept["address"]) + _signature(channel, kept), message)
    if answer.get("errcode") or answer.get("code"):
        raise Rejected


class HostNotListed(OSError):
    """The host was allowed once, and is not any more."""


def _signature(channel: Channel, kept: dict[str, str]) -> str:
    """What DingTalk asks of a robot with a secret: the time, signed."""
    if channel.kind != Kind.DINGTALK or not kept["secret"]:
        return ""
    moment = str(round(timezone.now().timestamp() * 1000))
    digest = hmac.digest(kept["secret"].encode(), f"{moment}\n{kept['secret']}".encode(), hashlib.sha256)
    return f"&timestamp={moment}&sign={quote(base64.b64encode(digest), safe='')}"
