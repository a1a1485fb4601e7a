"""How the trail names what teams write: by its number, and by the kind of what hangs on it."""

from django.utils.translation import gettext_lazy as _

from core.trail.naming import name_records
from findings.models import (
    Category,
    CategoryScheme,
    CooperationInput,
    Disposal,
    Finding,
    Lead,
    LeadInstruction,
    Outcome,
    PaperHandler,
    PortfolioNotice,
    PortfolioNoticeLine,
    Transfer,
    WorkingPaper,
)

name_records(WorkingPaper, "number", told=["number"], at="findings:paper")
name_records(PaperHandler, "paper__number", "person__name", told=["paper", "person"])
name_records(Finding, "number", told=["number"], at="findings:finding")
name_records(Lead, "number", told=["number"], at="findings:lead")
name_records(Transfer, "lead__number", at="findings:transfer")
name_records(Disposal, "transfer__lead__number")
name_records(Outcome, "transfer__lead__number")
name_records(CategoryScheme, "name", told=["name", "effective_from"])
name_records(Category, "group", "title", told=["group", "title", "order"], labels={"order": _("position in the list")})
name_records(
    CooperationInput,
    "kind",
    "received_on",
    told=["kind", "body", "received_on", "given_on", "result", "settled_on", "voided_on"],
    at="findings:input",
)
name_records(LeadInstruction, "lead__number", told=["lead"])
name_records(
    PortfolioNotice,
    "round__number",
    "leader_name",
    told=["round", "leader_name", "drawn_on", "sent_on", "receipted_on", "receipt_document", "voided_on"],
    at="findings:portfolio_notice",
)
name_records(PortfolioNoticeLine, "notice__leader_name", "organization_name", told=["category", "findings"])
