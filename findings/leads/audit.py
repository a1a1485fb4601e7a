"""Looks at leads, for the audit administrator: who, when, how, and of which lead only its key."""

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from core.trail import audit
from findings.models import LeadAccess, LeadLedgerAccess


def accesses():
    """Every look at a lead as a trace."""
    return LeadAccess._base_manager.annotate(
        trace_at=F("at"),
        trace_by=F("user__name"),
        trace_kind=Value("findings.leadaccess"),
        trace_step=Concat(Value("look."), "kind", output_field=CharField()),
        trace_state=Value(""),
        trace_of=Cast("lead", CharField()),
    )


audit.register(
    "findings.leadaccess",
    _("Look at a lead"),
    accesses,
    steps={f"look.{kind.value}": kind.label for kind in LeadAccess.Kind},
)


def ledger_accesses():
    """Every look at an uploaded ledger of leads as a trace."""
    return LeadLedgerAccess._base_manager.annotate(
        trace_at=F("at"),
        trace_by=F("user__name"),
        trace_kind=Value("findings.leadledgeraccess"),
        trace_step=Concat(Value("ledger."), "kind", output_field=CharField()),
        trace_state=Value(""),
        trace_of=F("upload"),
    )


audit.register(
    "findings.leadledgeraccess",
    _("Look at a ledger of leads"),
    ledger_accesses,
    steps={f"ledger.{kind.value}": kind.label for kind in LeadLedgerAccess.Kind},
)
