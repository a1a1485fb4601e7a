"""A letter as it begins: the wording in force, filled in for one inspection, with a number and days to be changed."""

import re
from datetime import date, timedelta
from typing import Any

from core.workdays.reckoning import today
from rectification.letters.placeholders import Case, fill
from rectification.letters.standing import of_inspection
from rectification.models import Letter, LetterKind, LetterProposal, LetterTemplate
from rounds.models import Inspection

ANSWER_WITHIN = timedelta(days=15)
"""The day that a form offers for the answer; a person says which it is."""
YEAR_AND_PLACE = re.compile(r"^(.*[〔\[])(\d{4})([〕\]])(\d+)(号)$")


def drafted(inspection: Inspection, kind: str) -> dict[str, Any]:
    """What the form of a letter of this kind about this inspection begins with."""
    on = today()
    return {
        "organization": inspection.organization_id,
        "inspection": inspection.pk,
        "kind": kind,
        "number": next_number(kind, on),
        "issued_on": on,
        "answer_due_on": on + ANSWER_WITHIN,
        "text": wording(inspection, kind, on),
    }


def wording(inspection: Inspection, kind: str, on: date) -> str:
    """The template in force, filled in; "" where there is none."""
    template = LetterTemplate.objects.in_force(kind, on)
    if template is None:
        return ""
    proposal = LetterProposal.objects.waiting().filter(inspection=inspection, kind=kind).first()
    facts = tuple(proposal.facts.all()) if proposal else ()
    return fill(template.text, Case(inspection, of_inspection(inspection, on), kind, facts))


def next_number(kind: str, on: date) -> str:
    """The number after the highest of this kind in the year, written as that one; "" where there is none to follow."""
    letters = Letter.objects.standing().filter(kind=LetterKind(kind))
    numbers = [YEAR_AND_PLACE.match(number) for number in letters.values_list("number", flat=True)]
    found = max(filter(None, numbers), key=lambda each: (int(each[2]), int(each[4])), default=None)
    if found is None:
        return ""
    place = int(found[4]) + 1 if int(found[2]) == on.year else 1
    return f"{found[1]}{on.year}{found[3]}{place}{found[5]}"
