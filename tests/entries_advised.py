"""Advice to a department, as the guards meet it."""

from datetime import date, timedelta

from rectification.models import Item, SectorAdvice
from rounds.models import Body, Inspection


def advice_of(inspection: Inspection, body: Body, day: date, later: int) -> dict:
    """One piece of advice that grew from this inspection, sent to this body."""
    entry = SectorAdvice.objects.create(
        body=body,
        number=f"巡建函〔{day.year}〕{later + 1}号",
        title="三资管理专项整治",
        text="建议在全行业开展专项整治",
        sent_on=day,
        answer_due_on=day + timedelta(days=90),
        inspection=inspection,
    )
    entry.items.set(Item.objects.filter(hand_over__inspection=inspection)[:1])
    return {"sector_advice_entry": entry, "sector_advice": entry, "advised_item": entry.advised.first()}
