"""The register of bodies: who may be sent leads, and who cooperates with teams."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from core.access.reach import Actor, require
from core.names.lookalikes import refuse_deceptive
from core.workflow.saving import lock_row, save_checked
from rounds.models import Body
from rounds.permissions import can_keep_rounds


def _require_office(by: Actor) -> None:
    require(can_keep_rounds(by), _("Only the inspection office keeps the register of bodies."))


@transaction.atomic
def add_body(*, by: Actor, name: str, kind: str) -> Body:
    """Enter a body, so that accounts can stand for it and leads can be sent to it. A name is taken once."""
    _require_office(by)
    body = Body(name=name, kind=kind)
    refuse_deceptive(body, {"name": name})
    return save_checked(body, by=by)


@transaction.atomic
def update_body(body: Body, *, by: Actor, seen: str = "", **facts: Any) -> Body:
    """Correct name or kind of a body; `seen` refuses to undo what someone else changed meanwhile.

    The kind decides which roles its accounts may hold and which leads it may be sent: it stays once either is there.
    """
    _require_office(by)
    lock_row(body, seen=seen)
    if facts.get("kind", body.kind) != body.kind and _is_in_use(body):
        raise ValidationError({"kind": _("Accounts or records stand on this body; its kind can no longer change.")})
    refuse_deceptive(body, {"name": facts.get("name", body.name)})
    return save_checked(body, by=by, **facts)


def _is_in_use(body: Body) -> bool:
    """Whether rows of any app keep this body from being deleted; its history, which does not, is left out."""
    used = [each for each in Body._meta.related_objects if each.on_delete is models.PROTECT]
    return any(each.related_model._base_manager.filter(**{each.field.name: body}).exists() for each in used)
