"""The next letter of the ladder, proposed from the facts by the rules in force; nothing is ever issued by itself."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core.access.reach import Actor
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side, require_text
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import may_take
from rectification.letters.standing import COUNTED, Standing, standing_of
from rectification.models import Letter, LetterProposal, LetterProposalFact, LetterRule
from rectification.models.letters import above
from rounds.models import Inspection

proposals = LetterProposal.objects
Facts = dict[str, tuple[LetterRule, list[int]]]
"""By the fact, the rule that is met and the keys of what it counts."""


@dataclass(frozen=True)
class Wanted:
    """The letter that the rules ask for, and why."""

    kind: str
    facts: Facts


def propose_letters() -> int:
    """Hold every inspection that is being rectified against the rules; how many letters are proposed newly.

    What is proposed already follows the facts, and lapses when they are so no more. Safe to run twice at once.
    """
    on = today()
    rules = list(LetterRule.objects.in_force(on))
    standing = standing_of(None, on)
    waiting = set(proposals.waiting().values_list("inspection", flat=True))
    new = 0
    for key in sorted({*standing, *waiting}):
        wanted = wanted_for(standing[key], rules) if key in standing else None
        if wanted or key in waiting:
            new += _propose(key, wanted, on)
    return new


def wanted_for(standing: Standing, rules: list[LetterRule]) -> Wanted | None:
    """The next letter up the ladder, if a rule for it is met; none while the last one's answer has still time."""
    last = standing.last_of_ladder
    kind = above(last.kind if last else "")
    if kind is None or (last and last.answer_due_on >= standing.on):
        return None
    facts: Facts = {}
    for rule in rules:
        rows = COUNTED[rule.fact](standing, rule) if rule.kind == kind and rule.is_on else []
        if rows and len(rows) >= rule.at_least:
            facts[rule.fact] = rule, sorted(rows)
    return Wanted(kind, facts) if facts else None


@transaction.atomic
def _propose(inspection: int, wanted: Wanted | None, on: date) -> bool:
    """Bring what is proposed of one inspection in line with what is wanted; whether a letter is proposed newly."""
    Inspection.objects.select_for_update(of=("self",)).get(pk=inspection)
    waiting = proposals.waiting().filter(inspection=inspection).first()
    if waiting and wanted and waiting.kind == wanted.kind:
        _tell_facts(waiting, wanted.facts)
        return False
    if waiting:
        waiting.lapsed_on = on
        waiting.save(update_fields=["lapsed_on"])
    if wanted is None or _is_dismissed(inspection, wanted):
        return False
    made = proposals.create(inspection_id=inspection, kind=wanted.kind, proposed_on=on)
    _tell_facts(made, wanted.facts)
    return True


def _is_dismissed(inspection: int, wanted: Wanted) -> bool:
    """Whether somebody decided against this letter for all of these items and letters already."""
    known = defaultdict(set)
    decided = LetterProposalFact.objects.filter(
        proposal__in=proposals.dismissed().filter(inspection=inspection, kind=wanted.kind)
    )
    for fact in decided:
        known[fact.fact].update(fact.rows)
    return all(known[name].issuperset(rows) for name, (_rule, rows) in wanted.facts.items())


def _tell_facts(proposal: LetterProposal, facts: Facts) -> None:
    """Write what speaks for the letter, where it is not written so already."""
    told = {name: (rule.amount, rule.percent, rows) for name, (rule, rows) in facts.items()}
    there = {fact.fact: fact for fact in proposal.facts.all()}
    for name, fact in there.items():
        if name not in told:
            fact.delete()
    for name, (amount, percent, rows) in told.items():
        fact = there.get(name) or LetterProposalFact(proposal=proposal, fact=name)
        if (fact.amount, fact.percent, fact.rows) != (amount, percent, rows):
            fact.amount, fact.percent, fact.rows = amount, percent, rows
            fact.save()


@all_or_nothing
def dismiss_proposal(proposal: LetterProposal, *, by: Actor, reason: str) -> LetterProposal:
    """Decide that no letter is issued for these facts; they do not propose it again, further ones do."""
    require_side(may_take(proposals.decidable_by, by, proposal))
    lock_row(proposal)
    if not proposal.is_waiting:
        raise IllegalStep(_("This proposal waits no more."))
    reason = require_text("reason", reason, _("Reason"))
    save_checked(proposal, by=by, reason=reason, dismissed_on=today(), dismissed_by_id=by.pk, dismissed_why=reason)
    return proposal


def settle_proposal(letter: Letter) -> None:
    """The letter that was proposed is issued, from the proposal or beside it."""
    waiting = proposals.waiting().filter(inspection=letter.inspection_id, kind=letter.kind).first()
    if letter.inspection_id and waiting:
        waiting.letter = letter
        waiting.save(update_fields=["letter"])
