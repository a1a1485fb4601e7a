"""How long something takes, as the office states it: for the house, or for one round; and what a round keeps."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side, require_text
from core.workflow.moves import require_ready
from core.workflow.saving import save_checked
from rounds.deadlines import kinds
from rounds.models import DeadlineRule, Round
from rounds.permissions import can_edit_rules

_FREEZE = """
INSERT INTO rectification_deadlinerule (node, amount, unit, effective_from, source, round_id, frozen_from_id)
SELECT rule.node, rule.amount, rule.unit, approved.approved_on, rule.source, approved.id, rule.id
FROM rounds_round approved
CROSS JOIN LATERAL (
    SELECT DISTINCT ON (house.node) house.id, house.node, house.amount, house.unit, house.source
    FROM rectification_deadlinerule house
    WHERE house.round_id IS NULL AND house.effective_from <= approved.approved_on AND house.node = ANY(%(nodes)s)
    ORDER BY house.node, house.effective_from DESC
) rule
WHERE approved.id = ANY(%(rounds)s) AND approved.approved_on IS NOT NULL AND NOT EXISTS (
    SELECT FROM rectification_deadlinerule stated
    WHERE stated.round_id = approved.id AND stated.node = rule.node AND stated.frozen_from_id IS NULL
)
ON CONFLICT (node, effective_from, round_id) DO UPDATE SET (amount, unit, source, frozen_from_id)
    = (excluded.amount, excluded.unit, excluded.source, excluded.frozen_from_id)
"""


_KEEPING = (Round.Status.APPROVED, Round.Status.ON_SITE, Round.Status.REPORTING, Round.Status.RECTIFYING)


def why_no_limit(round: Round) -> str:
    """Why no limit is stated for this round now, or ""."""
    if round.status in _KEEPING:
        return ""
    return _("A round has limits of its own from the approval of its plan until it is archived.")


def freeze_limits(rounds: Iterable[Round]) -> None:
    """Give approved rounds the limits of the house that were in force on the day of the approval, as their own.

    A plan that was returned and is approved again takes them over anew; what the office stated for the round stays.
    """
    nodes = [key for key, _label in kinds.limited_in_rounds()]
    with connection.cursor() as cursor:
        cursor.execute(_FREEZE, {"rounds": [round.pk for round in rounds], "nodes": nodes})


@all_or_nothing
def set_deadline_rule(
    node: str, *, amount: int, unit: str, effective_from: date, source: str, round: Round | None = None, by
) -> DeadlineRule:
    """State a limit anew from a day on, for the house or for one round. Adds a row; deadlines already set stay
    (docs/domain.md, deadlines). Raises as `require_statable`.
    """
    require_side(can_edit_rules(by))
    stated = {"amount": amount, "unit": unit, "effective_from": effective_from, "source": source.strip()}
    rule = DeadlineRule(node=node, round=round, **stated)
    require_statable(rule)
    return save_checked(rule, by=by)


def require_statable(rule: DeadlineRule) -> None:
    """Raise `ValidationError` for a day gone by, whose hand-overs go by the rules they were delivered under to the
    end, when the node has a rule from that very day, and for a round without the reason; `IllegalStep` for a round
    that is not approved, or is over.
    """
    if rule.round:
        require_text("source", rule.source, _("The reason or source"))
        require_ready(why_no_limit(rule.round))
    if rule.effective_from < today():
        words = _("A limit can be stated from today on only: what began before keeps the limit it began under.")
        raise ValidationError({"effective_from": words})
    same = DeadlineRule.objects.filter(node=rule.node, effective_from=rule.effective_from, round=rule.round)
    if same.exists():
        words = _("There is a rule from that day already. Choose a later day.")
        raise ValidationError({"effective_from": words})
