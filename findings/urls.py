from django.urls import path

from core.registers.pages import register_pages
from core.ui.views.step import step_pages
from findings.exchange import steps as transfer_steps
from findings.exchange import views as transfers
from findings.findings import steps as finding_steps
from findings.findings import views as findings
from findings.inputs.registers import INPUTS
from findings.inputs.views import InputList, InputPage, InputsOfInspection
from findings.leads import steps as lead_steps
from findings.leads import views as leads
from findings.leads import writing
from findings.papers import steps as paper_steps
from findings.papers import views as papers
from findings.portfolio_notices.registers import NOTICES, OF_ROUND
from findings.portfolio_notices.views import NoticePage, NoticePaper
from rounds.planning.views import OfRounds

app_name = "findings"
urlpatterns = [
    path("papers/", papers.PaperList.as_view(), name="papers"),
    path("papers/add/", papers.PaperAdd.as_view(), name="paper_add"),
    path("papers/of/<int:pk>/", papers.PapersOfInspection.as_view(), name="papers_of"),
    path("papers/<int:pk>/", papers.PaperPage.as_view(), name="paper"),
    *step_pages(papers.OfPapers, paper_steps.STEPS, at="papers/<int:pk>/", named="paper"),
    path("papers/<int:pk>/edit/", papers.PaperChange.as_view(), name="paper_change"),
    path("papers/<int:pk>/evidence/<int:attachment>/remove/", papers.EvidenceRemove.as_view(), name="evidence_remove"),
    path("papers/<int:paper>/findings/add/", findings.FindingAdd.as_view(), name="finding_add"),
    path("papers/<int:paper>/leads/add/", writing.LeadAdd.as_view(), name="lead_add_from_paper"),
    path("findings/", findings.FindingList.as_view(), name="findings"),
    path("findings/of/<int:pk>/", findings.FindingsOfInspection.as_view(), name="findings_of"),
    path("findings/<int:pk>/", findings.FindingPage.as_view(), name="finding"),
    path("findings/<int:pk>/edit/", findings.FindingChange.as_view(), name="finding_change"),
    *step_pages(findings.OfFindings, finding_steps.STEPS, at="findings/<int:pk>/", named="finding"),
    path("inputs/of/<int:pk>/", InputsOfInspection.as_view(), name="inputs_of"),
    *register_pages(INPUTS, at="inputs/", page=InputPage, listing=InputList),
    *register_pages(NOTICES, at="portfolio-notices/", page=NoticePage),
    path("portfolio-notices/<int:pk>/paper/", NoticePaper.as_view(), name="portfolio_notice_paper"),
    *step_pages(OfRounds, OF_ROUND, at="rounds/<int:pk>/", named="round"),
    path("leads/", leads.LeadList.as_view(), name="leads"),
    path("leads/add/", writing.LeadAdd.as_view(), name="lead_add"),
    path("leads/of-instruction/<int:pk>/", leads.LeadOfInstruction.as_view(), name="lead_of_instruction"),
    path("leads/export/", writing.LeadExport.as_view(), name="lead_export"),
    path("leads/of/<int:pk>/", leads.LeadsOfInspection.as_view(), name="leads_of"),
    path("leads/<int:pk>/", leads.LeadPage.as_view(), name="lead"),
    *step_pages(leads.OfLeads, lead_steps.STEPS, at="leads/<int:pk>/", named="lead"),
    path("leads/<int:pk>/edit/", writing.LeadChange.as_view(), name="lead_change"),
    path("leads/<int:pk>/print/", leads.LeadPrint.as_view(), name="lead_print"),
    path("leads/referred/", transfers.ReferredLeadList.as_view(), name="referred_leads"),
    path("outcomes/", transfers.OutcomeList.as_view(), name="outcomes"),
    path("transfers/", transfers.TransferList.as_view(), name="transfers"),
    path("transfers/<int:pk>/", transfers.TransferPage.as_view(), name="transfer"),
    *step_pages(transfers.OfTransfers, transfer_steps.STEPS, at="transfers/<int:pk>/", named="transfer"),
]
