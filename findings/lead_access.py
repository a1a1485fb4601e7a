"""Who looked at which lead: written with every page, answer and file that shows what a lead says."""

from findings.models import LeadAccess


def record_access(lead_ids, *, by, kind, reason="") -> None:
    """Record that `by` is shown these leads now. Call it in the request that shows them, before it answers.

    The caller has reached every one of them through `Lead.objects.visible_to`.
    """
    LeadAccess.objects.bulk_create(
        [LeadAccess(lead_id=pk, user=by, kind=kind, reason=reason) for pk in lead_ids], batch_size=2000
    )
