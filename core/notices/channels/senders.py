"""Apprise writes what each kind of channel is sent; our own transport carries it (decision 0065)."""

import json
import logging
from functools import cache
from types import ModuleType, SimpleNamespace
from typing import Any
from urllib.parse import urlencode, urlsplit

from core.models import Channel
from core.notices.channels.transport import Rejected, post

Kind = Channel.Kind


class Requests:
    """What the plugins of Apprise take for the package of that name, whose errors nobody raises: ours pass through."""

    codes = SimpleNamespace(ok=200)

    class RequestException(Exception):
        """Never raised."""

    @staticmethod
    def request(_method: str, url: str, *, data: str | bytes, headers: dict[str, str], **_how: Any) -> SimpleNamespace:
        """Carry a message to a webhook."""
        return _answer(post(url, data, headers))

    @staticmethod
    def post(
        url: str, *, data: str | bytes, headers: dict[str, str], params: dict[str, str] | None = None, **_how: Any
    ) -> SimpleNamespace:
        """Carry a message to a robot. Raises `Rejected` where its answer, in good order by itself, refuses it."""
        signed = f"&{urlencode(params, safe='%')}" if params else ""  # the signature is quoted already
        answer = post(url + signed, data, headers)
        if code := answer.get("errcode") or answer.get("code"):
            raise Rejected(code)
        return _answer(answer)


def _answer(found: dict[str, Any]) -> SimpleNamespace:
    return SimpleNamespace(status_code=Requests.codes.ok, content=json.dumps(found).encode())


@cache
def plugin(kind: str) -> Any:
    """The plugin of Apprise that writes for this kind; loaded with the first of them, which few processes need."""
    from apprise.plugins import custom_json, dingtalk, feishu, wecombot  # noqa: PLC0415 - see above

    plugins: dict[str, tuple[ModuleType, str]] = {
        Kind.WECOM: (wecombot, "NotifyWeComBot"),
        Kind.DINGTALK: (dingtalk, "NotifyDingTalk"),
        Kind.FEISHU: (feishu, "NotifyFeishu"),
        Kind.WEBHOOK: (custom_json, "NotifyJSON"),
    }
    module, name = plugins[kind]
    # The package would resolve names anew after they were checked, and tell of a refusal neither code nor cause.
    module.requests = Requests
    logging.getLogger("apprise").disabled = True  # it would write down hosts, tokens and messages
    return getattr(module, name)


def robot(kind: str, token: str, secret: str = "") -> Any:
    """The sender of a messenger's robot. Raises `ValueError` for a token or a secret that none can have."""
    if kind == Kind.WECOM:
        return plugin(kind)(key=token, asset=_named())
    if kind == Kind.DINGTALK:
        return plugin(kind)(token=token, secret=secret, asset=_named())
    return plugin(kind)(token=token, asset=_named())


def webhook(address: str, **told: Any) -> Any:
    """The sender to this address, of Apprise's JSON with what is `told` besides."""
    parts = urlsplit(address)
    place = {
        "host": f"[{parts.hostname}]" if ":" in str(parts.hostname) else parts.hostname,
        "port": parts.port,
        "secure": parts.scheme == "https",
        "fullpath": f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}",
    }
    return plugin(Kind.WEBHOOK)(**place, payload={"attachments": ""} | told, asset=_named())


def send(sender: Any, body: str, title: str = "") -> None:
    """Send it now. Raises `OSError`: what the transport raises, and `Rejected` where Apprise would not send it."""
    if not sender.notify(body=body, title=title):
        raise Rejected


def _named() -> Any:
    from apprise import AppriseAsset  # noqa: PLC0415 - as above

    return AppriseAsset(app_id="inspection-rounds")
