from django.urls import path

from findings.exchange import views as transfers
from findings.findings import views as findings
from findings.leads import step_views as lead_steps
from findings.leads import views as leads
from findings.papers import views as papers

app_name = "findings"
urlpatterns = [
    path("papers/", papers.PaperList.as_view(), name="papers"),
    path("papers/add/", papers.PaperAdd.as_view(), name="paper_add"),
    path("papers/of/<int:pk>/", papers.PapersOfInspection.as_view(), name="papers_of"),
    path("papers/<int:pk>/", papers.PaperPage.as_view(), name="paper"),
    path("papers/<int:pk>/edit/", papers.PaperEdit.as_view(), name="paper_edit"),
    path("papers/<int:pk>/submit/", papers.PaperSubmit.as_view(), name="paper_submit"),
    path("papers/<int:pk>/review/", papers.PaperReview.as_view(), name="paper_review"),
    path("papers/<int:pk>/approve/", papers.PaperApprove.as_view(), name="paper_approve"),
    path("papers/<int:pk>/return/", papers.PaperReturn.as_view(), name="paper_return"),
    path("papers/<int:pk>/evidence/<int:attachment>/remove/", papers.EvidenceRemove.as_view(), name="evidence_remove"),
    path("papers/<int:paper>/findings/add/", findings.FindingAdd.as_view(), name="finding_add"),
    path("papers/<int:paper>/leads/add/", lead_steps.LeadAdd.as_view(), name="lead_add_from_paper"),
    path("findings/", findings.FindingList.as_view(), name="findings"),
    path("findings/of/<int:pk>/", findings.FindingsOfInspection.as_view(), name="findings_of"),
    path("findings/<int:pk>/", findings.FindingPage.as_view(), name="finding"),
    path("findings/<int:pk>/edit/", findings.FindingEdit.as_view(), name="finding_edit"),
    path("findings/<int:pk>/submit/", findings.FindingSubmit.as_view(), name="finding_submit"),
    path("findings/<int:pk>/return/", findings.FindingReturn.as_view(), name="finding_return"),
    path("leads/", leads.LeadList.as_view(), name="leads"),
    path("leads/add/", lead_steps.LeadAdd.as_view(), name="lead_add"),
    path("leads/export/", lead_steps.LeadExport.as_view(), name="lead_export"),
    path("leads/of/<int:pk>/", leads.LeadsOfInspection.as_view(), name="leads_of"),
    path("leads/<int:pk>/", leads.LeadPage.as_view(), name="lead"),
    path("leads/<int:pk>/edit/", lead_steps.LeadEdit.as_view(), name="lead_edit"),
    path("leads/<int:pk>/print/", leads.LeadPrint.as_view(), name="lead_print"),
    path("leads/<int:pk>/file/", lead_steps.LeadFile.as_view(), name="lead_file"),
    path("leads/<int:pk>/approve/", lead_steps.LeadApprove.as_view(), name="lead_approve"),
    path("leads/<int:pk>/return/", lead_steps.LeadReturn.as_view(), name="lead_return"),
    path("leads/<int:pk>/transfer/", lead_steps.LeadTransfer.as_view(), name="lead_transfer"),
    path("transfers/", transfers.TransferList.as_view(), name="transfers"),
    path("transfers/<int:pk>/", transfers.TransferPage.as_view(), name="transfer"),
    path("transfers/<int:pk>/acknowledge/", transfers.TransferAcknowledge.as_view(), name="transfer_acknowledge"),
    path("transfers/<int:pk>/disposals/add/", transfers.TransferDisposal.as_view(), name="transfer_disposal"),
    path("transfers/<int:pk>/outcomes/add/", transfers.TransferOutcome.as_view(), name="transfer_outcome"),
]
