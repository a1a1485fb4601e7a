"""What a schema cannot say of a request: which rows there are, and which days fit them.

A generated number is of no row, and all requests would end there; so it becomes that of the world's row. What is wrong
with a request stays wrong: only numbers and days that the document allows are replaced.
"""

import re
from datetime import date

from schemathesis.generation import GenerationMode

from core.workdays.reckoning import today
from rectification.models.visits import SURVEY

DAY = re.compile(r"\d{4}-\d\d-\d\d")
NOUNS = {"report-deliveries": "report_delivery", "archives": "inspection"}
"""What the world calls a row of these resources; of others, their name without the plural's letter."""
NO_ROW = 1_000_000
"""From here on a number stays the number of no row."""
SEVERAL = 2
DAYS = {"decided_on", "due_on", "found_on", "made_on", "on", "received_on", "returned_on", "since", "updated_since"}
DAYS |= {"plan_due_on", "report_due_on", "until", "visited_on"}
OF_ITS_OWN = DAYS | {"also_for", "cursor", "items", "on_items", "results", "typed_name", *SURVEY}
"""Refused for what no schema says: a cursor comes from a page, days are neither to come nor before other days, further
items are others of the same organization, results are of the items of a visit, the counts of a survey add up, and who
signs types their own name.
"""
OF_ONE_ITEM = ("result_", "verdict_", "opinion_")
"""So begin the names of what is wrong with one item of a list."""


EITHER = {("/api/v1/hand-overs/{id}/return-plan/", "reason")}
"""Why a plan is returned is said on the whole or of single items: no schema asks for one of two members."""


def put_known(case, world, cast) -> None:
    """The world's rows and days that fit them in place of generated ones."""
    noun = _noun(case.operation.path.split("/")[3])
    if _is_number(case.path_parameters.get("id")) and 0 <= case.path_parameters["id"] < NO_ROW:
        case.path_parameters["id"] = getattr(world, noun).pk
    if isinstance(case.body, dict):
        case.body |= {name: _known(case.body[name], good) for name, good in _good(world, cast).items() & case.body}


def _noun(resource: str) -> str:
    return NOUNS.get(resource, resource.removesuffix("s").replace("-", "_"))


def _good(world, cast) -> dict:
    return {
        "paper": world.paper.pk,
        "inspection": world.inspection.pk,
        "category": world.finding.category_id,
        "handlers": [cast["member"].person_id],
        "found_on": date(2026, 3, 10).isoformat(),
        "decided_on": today().isoformat(),
        "due_on": today().isoformat(),
        "on": today().isoformat(),
        "received_on": today().isoformat(),
    }


def _known(value, good):
    if isinstance(good, list):
        return good if isinstance(value, list) and value and all(map(_is_number, value)) else value
    if isinstance(good, str):
        return good if isinstance(value, str) and DAY.fullmatch(value) else value
    return good if _is_number(value) else value


def _is_number(value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_refused_of_its_own(case, response) -> bool:
    """Whether a request that the document allows is refused for what it cannot say."""
    if response.status_code in (412, 422):
        return True  # the version of the row; the request that had the key before
    if isinstance(case.body, dict) and None in case.body.values() and "form" in (case.media_type or ""):
        return True  # a form has no null
    errors = response.json().get("errors", []) if response.status_code == 400 else []
    return bool(errors) and all(_is_of_its_own(each, case.operation.path) for each in errors)


def _is_of_its_own(error, path: str) -> bool:
    names_a_row = error["code"] == "does_not_exist" or error["field"].startswith(OF_ONE_ITEM)
    return names_a_row or error["field"] in OF_ITS_OWN or (path, error["field"]) in EITHER


def is_sent_without_the_wrong(case) -> bool:
    """Whether only the query was wrong, in what an address cannot say: a member of nothing, or a list of one value.

    That the token was left out is no wrong here: it is put in.
    """
    wrong = {where.value for where, part in case.meta.components.items() if part.mode == GenerationMode.NEGATIVE}
    unsaid = any(isinstance(value, list | dict) and len(value) < SEVERAL for value in case.query.values())
    return wrong <= {"query", "header"} and unsaid
