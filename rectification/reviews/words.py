"""What reviewers said of a plan, beside the plan, and the draft of the one reply that comes of it."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from rectification.duties import REVIEWING
from rectification.evidence import with_files
from rectification.models import HandOver, PlanOpinion, PlanReview
from rectification.reviews.on_items import LONGEST
from rectification.reviews.planned import ItemLines, planned_now, planned_then
from rounds.deadlines.querysets import with_owed_day

OF_OPINION = ("body", "given_by", "recorded_by", "review__hand_over__inspection__team__round")


def reviews_told(hand_over: HandOver, user: Any) -> list[PlanReview]:
    """The reviews of its plans that this user sees, the last first, each with its opinions as `told`."""
    reviews = list(PlanReview.objects.visible_to(user).filter(hand_over=hand_over).select_related("asked_by"))
    if not reviews:
        return []
    rows = PlanOpinion.objects.visible_to(user).filter(review__in=reviews).select_related(*OF_OPINION)
    opinions = with_files(with_owed_day(rows, *REVIEWING))
    for review in reviews:
        review.told = [opinion for opinion in opinions if opinion.review_id == review.pk]
    return reviews


def plan_asked(hand_over: HandOver, user: Any) -> dict[str, Any]:
    """The whole plan and all opinions on it, for whoever decides: a `Shown` context."""
    reviews = [review for review in reviews_told(hand_over, user) if review.ended_on is None]
    return {"plan": plan_shown(hand_over), "reviews": reviews}


def plan_shown(hand_over: HandOver) -> list[ItemLines]:
    """The plan as it stands, read once for the page that shows it and for the form that names its items."""
    if not hasattr(hand_over, "lines_shown"):
        hand_over.lines_shown = planned_now(hand_over)
    return hand_over.lines_shown


def plan_reviewed(opinion: PlanOpinion, user: Any) -> dict[str, Any]:
    """The plan as it was filed, for whoever gives an opinion: a `Shown` context."""
    return {"plan": planned_then(opinion.review.plan)}


def draft_reply(hand_over: HandOver) -> str:
    """One reply of all opinions given, in the language of the house: on the whole, then item by item.

    It does not tell who said what. Empty where nobody was asked or has answered.
    """
    if not (opinions := _given(hand_over)):
        return ""
    whole, by_item = _merged(opinions)
    with translation.override(settings.LANGUAGE_CODE):
        none = _("The reviewers have no objection to the plan.")
        return in_one(whole, [{"number": number, "text": text} for number, text in by_item.items()]) or none


def draft_return(hand_over: HandOver) -> dict[str, str]:
    """The same for a return, by the fields of its form: on the whole, and in the box of each item."""
    whole, by_item = _merged(_given(hand_over))
    return {"reason": whole} | {f"on_{number}": text[:LONGEST] for number, text in by_item.items()}


def in_one(whole: str, on_items: Iterable[dict[str, Any]]) -> str:
    """What is said on the whole and of single items as one text, in the language of the house."""
    with translation.override(settings.LANGUAGE_CODE):
        said = [(each["number"], each["text"].strip()) for each in on_items]
        lines = [_("Item %(number)s: %(text)s") % {"number": number, "text": text} for number, text in said if text]
        return "\n".join(filter(None, [whole.strip(), *lines]))


def _given(hand_over: HandOver) -> list[PlanOpinion]:
    opinions = PlanOpinion.objects.filter(review__hand_over=hand_over, review__ended_on=None)
    return list(opinions.filter(status=PlanOpinion.Status.GIVEN).order_by("pk"))


def _merged(opinions: list[PlanOpinion]) -> tuple[str, dict[int, str]]:
    """What they say on the whole, and of each item by its number; the same words once."""
    said: dict[int, list[str]] = {}
    for opinion in opinions:
        for each in opinion.on_items:
            said.setdefault(each["number"], []).append(each["text"])
    whole = "\n".join(dict.fromkeys(opinion.text for opinion in opinions if opinion.text))
    return whole, {number: "；".join(dict.fromkeys(texts)) for number, texts in sorted(said.items())}
