"""What reviewers said of a plan, beside the plan, and the draft of the one reply that comes of it."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from rectification.duties import REVIEWING
from rectification.evidence import with_files
from rectification.models import HandOver, PlanOpinion, PlanReview
from rectification.reviews.planned import planned_now, planned_then
from rounds.deadlines.querysets import with_owed_day

OF_OPINION = ("body", "given_by", "recorded_by", "review__hand_over__inspection__team__round")
LONGEST_REPLY = 5000


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
    return {"plan": planned_now(hand_over), "reviews": reviews}


def plan_reviewed(opinion: PlanOpinion, user: Any) -> dict[str, Any]:
    """The plan as it was filed, for whoever gives an opinion: a `Shown` context."""
    return {"plan": planned_then(opinion.review.plan)}


def draft_reply(hand_over: HandOver) -> str:
    """One reply of all opinions given, in the language of the house: on the whole, then item by item.

    It does not tell who said what. Empty where nobody was asked or has answered.
    """
    given = PlanOpinion.objects.filter(
        review__hand_over=hand_over, review__ended_on=None, status=PlanOpinion.Status.GIVEN
    )
    opinions = list(given.order_by("pk"))
    if not opinions:
        return ""
    with translation.override(settings.LANGUAGE_CODE):
        whole = list(dict.fromkeys(opinion.text for opinion in opinions if opinion.text))
        lines = [*whole, *_by_item(opinions)]
        words = lines or [_("The reviewers have no objection to the plan.")]
    return "\n".join(words)[:LONGEST_REPLY]


def _by_item(opinions: list[PlanOpinion]) -> list[str]:
    said: dict[int, list[str]] = {}
    for opinion in opinions:
        for each in opinion.on_items:
            said.setdefault(each["number"], []).append(each["text"])
    return [
        _("Item %(number)s: %(text)s") % {"number": number, "text": "；".join(dict.fromkeys(texts))}
        for number, texts in sorted(said.items())
    ]
