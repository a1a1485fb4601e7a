"""Advice to a department, as the guards meet it."""

from datetime import date, timedelta

from rectification.models import Item, SectorAdvice
from rounds.models import Body, Inspection


def advice_of(inspection: Inspection, body: Body, day: date, later: int) -> dict:
    """Advice that grew from this inspection, sent to this body: one awaits its answer, one the decision on it."""
    waiting, answered = (
        SectorAdvice.objects.create(
            body=body,
            number=f"巡建函〔{day.year}〕{2 * later + place}号",
            title="三资管理专项整治",
            text="建议在全行业开展专项整治",
            sent_on=day,
            answer_due_on=day + timedelta(days=90),
            inspection=inspection,
            **told,
        )
        for place, told in ((1, {}), (2, {"answered_on": day, "handling": "已开展专项整治"}))
    )
    waiting.items.set(Item.objects.filter(hand_over__inspection=inspection)[:1])
    told = {"sector_advice_entry": waiting, "sector_advice": waiting, "answered_advice": answered}
    return told | {"advised_item": waiting.advised.first()}
