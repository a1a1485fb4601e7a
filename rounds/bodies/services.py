"""The register of bodies: who may be sent leads, and who cooperates with teams."""

from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from core.access.reach import Actor, require
from core.consent.services import confirmed_words, propose, require_as_proposed
from core.models import Proposal
from core.names.lookalikes import refuse_deceptive
from core.trail.history import anothers_name
from core.workflow.acts import all_or_nothing
from core.workflow.saving import check, lock_row, locked, save_checked
from rounds.models import Body
from rounds.permissions import can_keep_rounds

RENAME = "body.rename"
"""What a second person confirms (`consents`)."""


def _require_office(by: Actor) -> None:
    require(can_keep_rounds(by), _("Only the inspection office keeps the register of bodies."))


@all_or_nothing
def add_body(*, by: Actor, name: str, kind: str) -> Body:
    """Enter a body, so that accounts can stand for it and leads can be sent to it. A name is taken once."""
    _require_office(by)
    body = Body(name=name, kind=kind)
    _require_free(body, name)
    return save_checked(body, by=by)


@all_or_nothing
def update_body(body: Body, *, by: Actor, seen: str = "", **facts: Any) -> Body:
    """Correct name or kind of a body; `seen` refuses to undo what someone else changed meanwhile.

    A new name waits for a second person: by it a handler knows whom a lead is sent to.
    The kind decides which roles its accounts may hold and which leads it may be sent: it stays once either is there.
    """
    _require_office(by)
    lock_row(body, seen=seen)
    if facts.get("kind", body.kind) != body.kind and _is_in_use(body):
        raise ValidationError({"kind": _("Accounts or records stand on this body; its kind can no longer change.")})
    name = facts.pop("name", body.name)
    if any(getattr(body, each) != value for each, value in facts.items()):
        save_checked(body, by=by, **facts)
    if name != body.name:
        _require_free(body, name)
        propose(RENAME, body, by=by, facts={"name": [body.name, name]})
    return body


def _require_free(body: Body, name: str) -> None:
    """No body takes the name of another, present or former: what was sent to the one would seem sent to the other."""
    refuse_deceptive(body, {"name": name})
    wanted = copy(body)
    wanted.name = name
    check(wanted)
    if anothers_name(body, "name", name):
        raise ValidationError({"name": _("Another body is or was called so. Add what tells the two apart.")})


def take_name(proposal: Proposal) -> Body:
    """Give the body the confirmed name."""
    by, (old, new) = proposal.made_by, proposal.facts["name"]
    _require_office(by)
    body = locked(Body, proposal.about)
    require_as_proposed(body.name == old)
    _require_free(body, new)
    return save_checked(body, by=by, reason=confirmed_words(proposal), name=new)


def _is_in_use(body: Body) -> bool:
    """Whether rows of any app keep this body from being deleted; its history, which does not, is left out."""
    used = [each for each in Body._meta.related_objects if each.on_delete is models.PROTECT]
    return any(each.related_model._base_manager.filter(**{each.field.name: body}).exists() for each in used)
