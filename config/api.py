"""The addresses of the API, version 1: what every app's `api.py` offers, in one list."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from core.api.entry import SchemaView
from core.api.figures import FigureApi
from core.api.signin import TokenView
from findings.exchange.api import TransferApi
from findings.findings.api import FindingApi
from findings.inputs.api import InputApi
from findings.leads.api import LeadApi
from findings.papers.api import PaperApi
from findings.portfolio_notices.api import NoticeApi
from personnel.conduct.api import CommitmentApi, IntegrityTalkApi, MakeUpOrderApi, ReplacementApi
from personnel.evaluation.api import StandingApi, TeamEvaluationApi
from personnel.reminders.api import ObligationApi
from personnel.secondment.api import SecondmentApi
from personnel.takeovers.api import TakeoverApi
from personnel.training.api import TrainingSessionApi
from rectification.accountability.api import AccountabilityApi, AccountabilityProposalApi
from rectification.archive.api import ArchiveApi
from rectification.assessment.api import AssessmentApi, SecondRectificationApi
from rectification.campaigns.api import CampaignApi, SelfCheckApi
from rectification.checks.api import SupervisionGroupApi, SupervisionVisitApi
from rectification.double_reports.api import ReportDeliveryApi
from rectification.forwarding.api import ForwardedReportApi
from rectification.hand_over.api import ReceiptApi
from rectification.hand_over.handed_api import HandOverApi
from rectification.items.aims_api import StagedAimApi
from rectification.items.api import ItemApi
from rectification.letters.api import LetterApi, LetterProposalApi
from rectification.publications.api import PublicationApi
from rectification.results.api import HeldToAccountApi, OrganizationRuleApi, ReturnedFundsApi
from rectification.reviews.api import PlanOpinionApi
from rectification.sector_advice.api import SectorAdviceApi
from rounds.announcements.api import AnnouncementApi
from rounds.inspections.api import InspectionApi
from rounds.instructions.api import InstructionApi
from rounds.organizations.api import OrganizationApi
from rounds.planning.api import RoundApi
from rounds.responsibilities.api import AdoptedRuleApi, MeetingApi
from rounds.teams.api import TeamApi

router = SimpleRouter()
router.register("organizations", OrganizationApi, basename="organization")
router.register("rounds", RoundApi, basename="round")
router.register("teams", TeamApi, basename="team")
router.register("inspections", InspectionApi, basename="inspection")
router.register("figures", FigureApi, basename="figure")
router.register("working-papers", PaperApi, basename="working-paper")
router.register("findings", FindingApi, basename="finding")
router.register("cooperation-inputs", InputApi, basename="cooperation-input")
router.register("portfolio-notices", NoticeApi, basename="portfolio-notice")
router.register("leads", LeadApi, basename="lead")
router.register("transfers", TransferApi, basename="transfer")
router.register("items", ItemApi, basename="item")
router.register("staged-aims", StagedAimApi, basename="staged-aim")
router.register("forwarded-reports", ForwardedReportApi, basename="forwarded-report")
router.register("sector-advice", SectorAdviceApi, basename="sector-advice-entry")
router.register("plan-opinions", PlanOpinionApi, basename="plan-opinion")
router.register("report-deliveries", ReportDeliveryApi, basename="report-delivery")
router.register("archives", ArchiveApi, basename="archive")
router.register("publications", PublicationApi, basename="publication")
router.register("hand-overs", HandOverApi, basename="hand-over")
router.register("receipts", ReceiptApi, basename="receipt")
router.register("instructions", InstructionApi, basename="instruction")
router.register("organization-rules", OrganizationRuleApi, basename="organization-rule")
router.register("returned-funds", ReturnedFundsApi, basename="returned-funds-entry")
router.register("held-to-account", HeldToAccountApi, basename="held-to-account-entry")
router.register("letters", LetterApi, basename="letter")
router.register("letter-proposals", LetterProposalApi, basename="letter-proposal")
router.register("campaigns", CampaignApi, basename="campaign")
router.register("self-checks", SelfCheckApi, basename="self-check")
router.register("supervision-groups", SupervisionGroupApi, basename="supervision-group")
router.register("supervision-visits", SupervisionVisitApi, basename="supervision-visit")
router.register("assessments", AssessmentApi, basename="assessment")
router.register("second-rectifications", SecondRectificationApi, basename="second-rectification")
router.register("accountability-proposals", AccountabilityProposalApi, basename="accountability-proposal")
router.register("accountability", AccountabilityApi, basename="accountability-entry")
router.register("meetings", MeetingApi, basename="meeting")
router.register("adopted-rules", AdoptedRuleApi, basename="adopted-rule")
router.register("announcements", AnnouncementApi, basename="announcement")
router.register("standings", StandingApi, basename="standing")
router.register("secondments", SecondmentApi, basename="secondment")
router.register("team-evaluations", TeamEvaluationApi, basename="team-evaluation")
router.register("training-sessions", TrainingSessionApi, basename="training-session")
router.register("takeovers", TakeoverApi, basename="takeover")
router.register("commitments", CommitmentApi, basename="commitment")
router.register("integrity-talks", IntegrityTalkApi, basename="integrity-talk")
router.register("replacements", ReplacementApi, basename="replacement")
router.register("make-up-orders", MakeUpOrderApi, basename="make-up-order")
router.register("obligations", ObligationApi, basename="obligation")

urlpatterns = [
    path("schema/", SchemaView.as_view(), name="api-schema"),
    path("token/", TokenView.as_view(), name="api-token"),
    path("", include(router.urls)),
]
