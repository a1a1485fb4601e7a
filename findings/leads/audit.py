"""Looks at leads, for the audit administrator: who, when, how, and of which lead only its key."""

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.trail import audit
from findings.models import Lead, LeadAccess, LeadLedgerAccess


def _traces(of, step, key):
    """Every row of a model of accesses as a trace of what `key` tells."""
    return of._base_manager.annotate(
        trace_at=F("at"),
        trace_by=audit.account_at("user"),
        trace_kind=Value(of._meta.label_lower),
        trace_step=Concat(Value(f"{step}."), "kind", output_field=CharField()),
        trace_of=key,
        trace_row=F("pk"),
    )


audit.register(
    "findings.leadaccess",
    _("Look at a lead"),
    lambda: _traces(LeadAccess, "look", Cast("lead", CharField())),
    subject=audit.record_of(Lead),
    steps={f"look.{kind.value}": kind.label for kind in LeadAccess.Kind},
)

audit.register(
    "findings.leadledgeraccess",
    _("Look at a ledger of leads"),
    lambda: _traces(LeadLedgerAccess, "ledger", F("upload")),
    subject=lambda upload: (gettext("ledger of leads"), None),
    steps={f"ledger.{kind.value}": kind.label for kind in LeadLedgerAccess.Kind},
)
