"""How the trail names what is handed over: by round, team and item, never by the organization."""

from functools import partial

from core.trail.naming import name_records
from rectification.models import (
    CheckResult,
    CloseOut,
    Feedback,
    HandOver,
    Item,
    Measure,
    Progress,
    Receipt,
)
from rounds.place.lookups import Place
from rounds.place.words import place_in_words

name_place = partial(name_records, words=place_in_words)


def _of(hand_over: str) -> list[str]:
    place = Place(f"{hand_over}__inspection" if hand_over else "inspection")
    return [place.round_number, place.team_number]


name_place(HandOver, *_of(""), at="rectification:hand_over")
name_place(Feedback, *_of("hand_over"), "side", told=["side"])
name_place(Receipt, *_of("hand_over"), "side", told=["side", "signed_by"])
name_place(Item, *_of("hand_over"), "number", told=["number"], at="rectification:item")
for model in (Measure, Progress, CheckResult, CloseOut):
    name_place(model, *_of("item__hand_over"), "item__number")
