from django.urls import path

from core.registers.pages import register_pages
from core.ui.views.step import step_pages
from rectification import panel_views as panels
from rectification.accountability import steps as accountability_steps
from rectification.accountability import views as accountability
from rectification.accountability.registers import ACCOUNTABILITY
from rectification.archive import steps as archive_steps
from rectification.archive import views as archives
from rectification.archive.registers import DOCUMENTS
from rectification.article.views import Article
from rectification.assessment import steps as assessment_steps
from rectification.assessment import views as assessments
from rectification.assessment.schemes import SCHEMES
from rectification.board.views import RectificationBoard
from rectification.campaigns import found_views
from rectification.campaigns.registers import CAMPAIGNS, SELF_CHECKS
from rectification.campaigns.views import CampaignPage, SelfCheckPage
from rectification.changes.views import ChangeList
from rectification.checks import views as checks
from rectification.checks.registers import GROUPS, VISITS
from rectification.closing.views import CloseOutList
from rectification.double_reports import steps as report_steps
from rectification.double_reports import views as reports
from rectification.forwarding import steps as forwarding_steps
from rectification.forwarding import views as forwarding
from rectification.hand_over import plan_views as plans
from rectification.hand_over import steps as hand_over_steps
from rectification.hand_over import views as hand_overs
from rectification.items import aim_steps
from rectification.items import steps as item_steps
from rectification.items.views import (
    ItemList,
    ItemOptions,
    ItemPage,
    MeasureDonePage,
    OfItem,
    OptionsForResults,
    ProgressPage,
    ReportAimPage,
)
from rectification.letters import views as letters
from rectification.letters.registers import LETTERS, TEMPLATES
from rectification.letters.registers import RULES as LETTER_RULES
from rectification.letters.steps import STEPS as PROPOSAL_STEPS
from rectification.offline.views import offline_ledger
from rectification.publications import steps as publication_steps
from rectification.publications import views as publications
from rectification.reconciliation.views import Reconciliation
from rectification.reopening.views import ReopeningList
from rectification.results.registers import FUNDS, HELD, RULES
from rectification.results.views import ResultPage
from rectification.reviews import steps as review_steps
from rectification.reviews import views as reviews
from rectification.sector_advice.registers import ADVICE
from rectification.sector_advice.views import AdviceList, AdvicePage
from rectification.supplements import steps as supplement_steps
from rectification.supplements import views as supplements

app_name = "rectification"
urlpatterns = [
    path("archives/", archives.ArchiveList.as_view(), name="archives"),
    path("archives/<int:pk>/", archives.ArchivePage.as_view(), name="archive"),
    path("archives/<int:pk>/paper/", archives.ArchivePaper.as_view(), name="archive_paper"),
    path("archives/<int:pk>/workbook/", archives.archive_workbook, name="archive_workbook"),
    *register_pages(DOCUMENTS, at="archived-documents/"),
    *step_pages(hand_overs.OfInspection, archive_steps.OF_INSPECTION, at="inspections/<int:pk>/", named="inspection"),
    path("26445/", Article.as_view(), name="article"),
    path("hand-overs/", hand_overs.HandOverList.as_view(), name="hand_overs"),
    path("hand-overs/<int:pk>/", hand_overs.HandOverPage.as_view(), name="hand_over"),
    *step_pages(hand_overs.OfHandOver, hand_over_steps.STEPS, at="hand-overs/<int:pk>/", named="hand_over"),
    *step_pages(hand_overs.OfHandOver, supplement_steps.OF_HAND_OVER, at="hand-overs/<int:pk>/", named="hand_over"),
    *step_pages(hand_overs.OfHandOver, review_steps.OF_HAND_OVER, at="hand-overs/<int:pk>/", named="hand_over"),
    path("hand-overs/<int:pk>/plan/", plans.PlanPaper.as_view(), name="hand_over_plan"),
    path("plan-opinions/", reviews.PlanOpinionList.as_view(), name="plan_opinions"),
    path("plan-opinions/<int:pk>/", reviews.PlanOpinionPage.as_view(), name="plan_opinion"),
    *step_pages(reviews.OfOpinions, review_steps.STEPS, at="plan-opinions/<int:pk>/", named="plan_opinion"),
    *step_pages(hand_overs.OfHandOver, report_steps.OF_HAND_OVER, at="hand-overs/<int:pk>/", named="hand_over"),
    path("reports/<int:pk>/", reports.ReportPage.as_view(), name="report"),
    path("reports/<int:pk>/sign/", reports.ReportSignPage.as_view(), name="report_sign"),
    *step_pages(reports.OfReport, report_steps.STEPS, at="reports/<int:pk>/", named="report"),
    path("report-deliveries/", reports.ReportDeliveryList.as_view(), name="report_deliveries"),
    path("report-deliveries/<int:pk>/", reports.ReportDeliveryPage.as_view(), name="report_delivery"),
    *step_pages(
        reports.OfDeliveries, report_steps.OF_DELIVERY, at="report-deliveries/<int:pk>/", named="report_delivery"
    ),
    *step_pages(hand_overs.OfHandOver, publication_steps.OF_HAND_OVER, at="hand-overs/<int:pk>/", named="hand_over"),
    path("publications/", publications.PublicationList.as_view(), name="publications"),
    path("publications/<int:pk>/", publications.PublicationPage.as_view(), name="publication"),
    *step_pages(
        publications.OfPublications, publication_steps.STEPS, at="publications/<int:pk>/", named="publication"
    ),
    *step_pages(hand_overs.OfHandOver, forwarding_steps.OF_HAND_OVER, at="hand-overs/<int:pk>/", named="hand_over"),
    path("forwarded-reports/", forwarding.ForwardedReportList.as_view(), name="forwarded_reports"),
    path("forwarded-reports/<int:pk>/", forwarding.ForwardedReportPage.as_view(), name="forwarded_report"),
    path(
        "forwarded-reports/<int:pk>/sign/", forwarding.ForwardedReportSignPage.as_view(), name="forwarded_report_sign"
    ),
    *step_pages(
        forwarding.OfForwarded, forwarding_steps.STEPS, at="forwarded-reports/<int:pk>/", named="forwarded_report"
    ),
    *step_pages(
        hand_overs.OfInspection, hand_over_steps.OF_INSPECTION, at="inspections/<int:pk>/", named="inspection"
    ),
    path("hand-overs/<int:pk>/feedback/<slug:side>/", hand_overs.FeedbackPage.as_view(), name="hand_over_feedback"),
    path("hand-overs/<int:pk>/sign/<slug:side>/", hand_overs.SignPage.as_view(), name="hand_over_sign"),
    path("supplements/<int:pk>/", supplements.SupplementPage.as_view(), name="supplement"),
    path("supplements/<int:pk>/sign/", supplements.SupplementSignPage.as_view(), name="supplement_sign"),
    path("supplements/<int:pk>/paper/", supplements.SupplementPaperPage.as_view(), name="supplement_paper"),
    path(
        "hand-overs/<int:pk>/paper-receipt/<slug:side>/",
        hand_overs.PaperReceiptPage.as_view(),
        name="hand_over_paper_receipt",
    ),
    path("hand-overs/<int:pk>/findings/", hand_overs.FindingsPaper.as_view(), name="hand_over_findings"),
    path("receipts/<int:pk>/", hand_overs.ReceiptPaper.as_view(), name="receipt"),
    path("hand-overs/of/<int:pk>/", panels.HandOverOfInspection.as_view(), name="hand_over_of"),
    path("items/of/<int:pk>/", panels.ItemsOfOrganization.as_view(), name="items_of"),
    path("items/", ItemList.as_view(), name="items"),
    path("items/offline/", offline_ledger, name="offline_ledger"),
    path("items/options/", ItemOptions.as_view(), name="item_options"),
    path("items/options/for-results/", OptionsForResults.as_view(), name="results_options"),
    path("items/<int:pk>/", ItemPage.as_view(), name="item"),
    *step_pages(OfItem, item_steps.STEPS, at="items/<int:pk>/", named="item"),
    *step_pages(OfItem, aim_steps.STEPS, at="items/<int:pk>/", named="item"),
    path("items/<int:pk>/stage/report/", ReportAimPage.as_view(), name="item_report_stage"),
    path("items/<int:pk>/plan/", plans.ItemPlanPage.as_view(), name="item_plan"),
    path("items/<int:pk>/progress/", ProgressPage.as_view(), name="item_progress"),
    path("items/<int:pk>/check/", checks.CheckPage.as_view(), name="item_check"),
    path("measures/<int:pk>/done/", MeasureDonePage.as_view(), name="measure_done"),
    path("checks/", checks.CheckList.as_view(), name="checks"),
    *register_pages(GROUPS, at="supervision-groups/", page=checks.GroupPage),
    *register_pages(VISITS, at="supervision-visits/", page=checks.VisitPage),
    path("supervision-visits/options/", checks.SupervisionOptions.as_view(), name="supervision_options"),
    path("rectification/", RectificationBoard.as_view(), name="board"),
    path("reconciliation/", Reconciliation.as_view(), name="reconciliation"),
    path("changes/", ChangeList.as_view(), name="changes"),
    path("reopenings/", ReopeningList.as_view(), name="reopenings"),
    path("close-outs/", CloseOutList.as_view(), name="close_outs"),
    *register_pages(LETTERS, at="letters/", page=letters.LetterPage, listing=letters.LetterList),
    path("letters/draft/", letters.LetterDraft.as_view(), name="letter_draft"),
    path("letters/<int:pk>/document/", letters.letter_document, name="letter_document"),
    path("letter-proposals/", letters.ProposalList.as_view(), name="letter_proposals"),
    path("letter-proposals/<int:pk>/", letters.ProposalPage.as_view(), name="letter_proposal"),
    *step_pages(letters.OfProposals, PROPOSAL_STEPS, at="letter-proposals/<int:pk>/", named="letter_proposal"),
    *register_pages(TEMPLATES, at="letter-templates/", page=letters.TemplatePage),
    *register_pages(LETTER_RULES, at="letter-rules/"),
    *register_pages(RULES, at="organization-rules/", page=ResultPage),
    *register_pages(FUNDS, at="returned-funds/", page=ResultPage),
    *register_pages(HELD, at="held-to-account/", page=ResultPage),
    path("common-problems/", found_views.CommonProblems.as_view(), name="common_problems"),
    path("common-problems/organizations/", found_views.WithProblem.as_view(), name="with_problem"),
    path("campaigns/<int:pk>/send/", found_views.CampaignSend.as_view(), name="campaign_send"),
    path("campaigns/<int:pk>/comparison/", found_views.CampaignComparison.as_view(), name="campaign_comparison"),
    *register_pages(CAMPAIGNS, at="campaigns/", page=CampaignPage),
    *register_pages(SELF_CHECKS, at="self-checks/", page=SelfCheckPage),
    *register_pages(ADVICE, at="sector-advice/", page=AdvicePage, listing=AdviceList),
    *register_pages(ACCOUNTABILITY, at="accountability/"),
    *step_pages(hand_overs.OfHandOver, assessment_steps.OF_HAND_OVER, at="hand-overs/<int:pk>/", named="hand_over"),
    path("assessments/", assessments.AssessmentList.as_view(), name="assessments"),
    path("assessments/begin/", assessments.AssessmentBegin.as_view(), name="assessment_begin"),
    path("assessments/options/", assessments.AssessmentOptions.as_view(), name="assessment_options"),
    path("assessments/<int:pk>/", assessments.AssessmentPage.as_view(), name="assessment"),
    *step_pages(
        assessments.OfAssessments, assessment_steps.OF_ASSESSMENT, at="assessments/<int:pk>/", named="assessment"
    ),
    *register_pages(SCHEMES, at="assessment-schemes/", page=assessments.SchemePage),
    path("assessment-schemes/<int:pk>/criteria/", assessments.CriteriaPage.as_view(), name="scheme_criteria"),
    path("second-rectifications/", assessments.SecondList.as_view(), name="second_rectifications"),
    path("second-rectifications/<int:pk>/", assessments.SecondPage.as_view(), name="second_rectification"),
    *step_pages(
        assessments.OfSeconds,
        assessment_steps.OF_SECOND,
        at="second-rectifications/<int:pk>/",
        named="second_rectification",
    ),
    path("accountability-proposals/", accountability.ProposalList.as_view(), name="accountability_proposals"),
    path("accountability-proposals/<int:pk>/", accountability.ProposalPage.as_view(), name="accountability_proposal"),
    *step_pages(
        accountability.OfProposals,
        accountability_steps.STEPS,
        at="accountability-proposals/<int:pk>/",
        named="accountability_proposal",
    ),
]
