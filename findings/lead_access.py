"""Who looked at which lead: written with every page, answer and file that shows what a lead says."""

from findings.models import LeadAccess, LeadLedgerAccess


def record_access(lead_ids, *, by, kind, reason="") -> None:
    """Record that `by` is shown these leads now. Call it in the request that shows them, before it answers.

    The caller has reached every one of them through `Lead.objects.visible_to`.
    """
    LeadAccess.objects.bulk_create(
        [LeadAccess(lead_id=pk, user=by, kind=kind, reason=reason) for pk in lead_ids], batch_size=2000
    )


def record_ledger_access(user, upload: str, how: str) -> None:
    """Record that this person has, or had, a ledger of leads before them."""
    LeadLedgerAccess.objects.create(user_id=user.pk, upload=upload, kind=how)
