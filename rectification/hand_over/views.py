"""交账: hand-overs, their feedbacks, receipts and papers."""

import hashlib

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from core.access.reach import require
from core.files import kept
from core.ui.views.base import Action
from core.ui.views.document import DocumentPage
from core.ui.views.form import FormPage, StepPage
from core.ui.views.record import Fact, RecordPage, Stage, facts_of
from core.ui.views.step import NOT_YOURS, Allowed
from core.workflow.editing import with_version
from core.workflow.moves import IllegalStep
from core.workflow.once import undo
from rectification.accounts import told_of_accounts
from rectification.evidence import with_files
from rectification.forwarded import forwarded_told
from rectification.hand_over.drafting import draft_opinion
from rectification.hand_over.filters import HandOverFilter
from rectification.hand_over.forms import FeedbackForm, PaperReceiptForm, SignForm
from rectification.hand_over.receipts import SIGNED_ALREADY, receipt_text, record_paper_receipt, sign_receipt
from rectification.hand_over.services import give_feedback
from rectification.hand_over.step_bar import hand_over_stages
from rectification.hand_over.tables import HandOverTable
from rectification.hand_over.words import opinions_to_check
from rectification.models import Feedback, HandOver, Receipt, RectificationReport, ReportDelivery, Side
from rectification.pages import LedgerList
from rectification.permissions import can_file_plan, can_hand_over
from rectification.querysets import hand_overs_for, items_for, publications_for
from rectification.returns import RETURNED_PLAN
from rectification.reviews.words import reviews_told
from rectification.tables import ItemsInShort
from rounds.models import Inspection, SecretaryTerm
from rounds.place.lookups import Place

BY = ("signed_by", "recorded_by")
LIST = (gettext_lazy("Hand-overs"), reverse_lazy("rectification:hand_overs"))


class HandOverList(LedgerList):
    """Every hand-over the user sees."""

    title = gettext_lazy("Hand-overs")
    table_class = HandOverTable
    filter_class = HandOverFilter
    empty_text = gettext_lazy("No hand-over yet.")
    empty_hint = gettext_lazy(
        "The office prepares one on the page of an inspection once the team has submitted its findings."
    )

    def queryset_for(self, user):
        return hand_overs_for(user)


class OfHandOver:
    """What the pages of one hand-over share."""

    crumbs = [LIST]

    def queryset_for(self, user):
        return HandOver.objects.visible_to(user).select_related(*Place().related, "prepared_by")

    def get_crumbs(self):
        return [LIST, (str(self.record), self.record.get_absolute_url())]


class HandOverPage(OfHandOver, RecordPage):
    """One hand-over: where it stands, its feedbacks, receipts and items."""

    template_name = "rectification/hand_over_page.html"
    way_back = RETURNED_PLAN

    def get_crumbs(self):
        return [LIST]

    def facts(self):
        inspection = self.record.inspection
        return [
            Fact(_("Party organization"), inspection.organization, url=inspection.organization.get_absolute_url()),
            Fact(_("Inspection"), f"{inspection.team.round} {inspection.team}", url=self._inspection_url()),
            *facts_of(self.record, "delivered_on", "signed_on", "plan_filed_on", "plan_accepted_on"),
            *facts_of(self.record, "focus_ends_on", "prepared_by"),
            *opinions_to_check(self.record),
            *self._who_cannot_take_it(),
        ]

    def _who_cannot_take_it(self):
        """Told to the office as long as something is to be signed, planned or reported."""
        is_handled = not self.record.is_closed and can_hand_over(self.request.user, self.record)
        return told_of_accounts(self.record.inspection.organization, self.request.user) if is_handled else []

    def _inspection_url(self) -> str:
        """The inspection's page is its team's and the office's; the organization is not led there."""
        inspection = self.record.inspection
        seen = Inspection.objects.visible_to(self.request.user).filter(pk=inspection.pk).exists()
        return inspection.get_absolute_url() if seen else ""

    def stages(self) -> list[Stage]:
        return hand_over_stages(self.record)

    def deadline(self):
        owed = self.record.open_obligations().first()
        return owed and {"what": owed.told, "due_on": owed.due_on, "done": False}

    def get_context_data(self, **kwargs):
        feedbacks = {feedback.side: feedback for feedback in with_files(self.record.feedbacks.all())}
        receipts = {
            receipt.side: receipt for receipt in with_files(self.record.receipts.of_feedbacks().select_related(*BY))
        }
        items = items_for(self.request.user).filter(hand_over=self.record)
        return super().get_context_data(
            sides=[(side, feedbacks.get(side), receipts.get(side)) for side in Side],
            supplements=self.record.supplements.select_related("receipt__signed_by"),
            reports=_reports(self.request.user, self.record),
            publications=publications_for(self.request.user).filter(hand_over=self.record),
            reviews=reviews_told(self.record, self.request.user),
            forwarded=forwarded_told(self.record, self.request.user),
            has_plan=self.record.status in (*HandOver.UNDER_WAY, HandOver.Status.PLAN_REVIEW),
            items=ItemsInShort(items, empty_text=_("No item yet.")),
            **self._to_mend(items),
            **kwargs,
        )

    def _to_mend(self, items) -> dict:
        """Which items of a plan that came back are to be mended, each with why; asked only while it is with them."""
        if self.record.status != HandOver.Status.AWAITING_PLAN:
            return {}
        may_plan = can_file_plan(self.request.user, self.record)
        return {"to_mend": items.exclude(plan_returned_why=""), "may_plan": may_plan}


def _reports(user, hand_over: HandOver) -> QuerySet:
    """The reports on it, each with to how many it went and how many have received it."""
    received = Count("deliveries", filter=Q(deliveries__status=ReportDelivery.Status.RECEIVED))
    rows = RectificationReport.objects.visible_to(user).filter(hand_over=hand_over)
    return rows.annotate(sent_to=Count("deliveries"), received=received)


class OfInspection:
    """What is done with an inspection before it has a hand-over."""

    def queryset_for(self, user):
        return Inspection.objects.visible_to(user)


class OfSide(OfHandOver):
    """Pages of one side of a hand-over; the side stands in the address."""

    @property
    def side(self) -> Side:
        if self.kwargs["side"] not in Side.values:
            raise Http404
        return Side(self.kwargs["side"])


class FeedbackPage(OfSide, Allowed, FormPage):
    """Record one of the two feedbacks."""

    open_rows = HandOver.objects.handled_by
    open_states = (HandOver.Status.PREPARING,)

    template_name = "rectification/feedback_form.html"
    form_class = FeedbackForm
    done = gettext_lazy("The feedback is recorded.")
    submit_label = gettext_lazy("Save")

    def get_title(self):
        return _("Feedback: %(side)s") % {"side": self.side.label}

    def post(self, request, *args, **kwargs):
        if request.POST.get("do") == "draft_opinion":
            return self.drafted()
        return super().post(request, *args, **kwargs)

    def drafted(self):
        """The form with what was typed, and the parts that are still empty as the findings have them."""
        require(self.is_allowed(self.request.user), NOT_YOURS)
        kept.bring_back(self.request)
        typed = {name: value for name, value in self.request.POST.dict().items() if value}
        undo(self.request)
        self.form = self.form_class(initial=draft_opinion(self.record, self.side) | typed, **self.form_kwargs())
        return self.shown_again()

    def form_kwargs(self):
        standing = Feedback.objects.visible_to(self.request.user).filter(hand_over=self.record, side=self.side)
        given = with_version(standing).first()
        return {"instance": given or Feedback(side=self.side)}

    def save(self, form):
        give_feedback(self.record, self.side, by=self.request.user, **form.cleaned_data)
        return self.record


class SignedText(OfSide):
    """Pages where one reads exactly what is signed for."""

    template_name = "rectification/receipt_sign.html"

    @cached_property
    def text(self) -> str:
        """What is signed for."""
        if not self.record.feedbacks.filter(side=self.side).exists():
            raise Http404
        return receipt_text(self.record, self.side)

    def require_takeable(self):
        """Beside the state: one of the two may be signed already."""
        super().require_takeable()
        if self.record.receipts.of_feedbacks().filter(side=self.side).exists():
            raise IllegalStep(SIGNED_ALREADY)

    def mark(self):
        return hashlib.sha256(self.text.encode()).hexdigest()

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.text, **kwargs)


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class SignPage(SignedText, Allowed, StepPage):
    """Read what is signed for, and sign: by a drawing or the typed name, and with the password."""

    open_rows = HandOver.objects.signable_by
    open_states = (HandOver.Status.AWAITING_RECEIPT,)
    form_class = SignForm
    consequence = gettext_lazy("Your signature, its day and exactly this text are kept and cannot be changed.")
    submit_label = gettext_lazy("Sign")
    done = gettext_lazy("Signed.")

    def get_title(self):
        return _("Receipt: %(side)s") % {"side": self.side.label}

    def form_kwargs(self):
        return {"request": self.request, "account": self.request.user}

    def save(self, form):
        drawn, typed = form.cleaned_data["drawing"], form.cleaned_data["typed_name"]
        sign_receipt(self.record, self.side, by=self.request.user, drawing=drawn, typed_name=typed)
        return self.record


class PaperReceiptPage(SignedText, Allowed, StepPage):
    """The office holds the paper beside what was to be signed for, and records it."""

    open_rows = HandOver.objects.handled_by
    open_states = (HandOver.Status.AWAITING_RECEIPT,)
    form_class = PaperReceiptForm
    consequence = gettext_lazy(
        "It stands for the signature on the server; that it was signed on paper stays visible. "
        "The organization is told."
    )
    submit_label = gettext_lazy("Record")
    done = gettext_lazy("The receipt on paper is recorded.")

    def get_title(self):
        return _("Receipt on paper: %(side)s") % {"side": self.side.label}

    def initial(self):
        terms = SecretaryTerm.objects.visible_to(self.request.user)
        term = terms.filter(organization=self.record.inspection.organization_id, until_on=None).first()
        return {"signer_name": term.name} if term else {}

    def save(self, form):
        record_paper_receipt(self.record, self.side, by=self.request.user, **form.cleaned_data)
        return self.record


class ReceiptPaper(DocumentPage):
    """签收单 as it is printed and filed; beside it, how it was signed and the scan of one on paper."""

    template_name = "rectification/receipt_paper.html"

    def queryset_for(self, user):
        return Receipt.objects.visible_to(user).select_related(
            *BY, "supplement", *Place("hand_over__inspection").related
        )

    def get_title(self):
        return _("Receipt: %(side)s") % {"side": self.record}

    def get_crumbs(self):
        return [LIST, (str(self.record.hand_over), self.record.hand_over.get_absolute_url())]

    def get_context_data(self, **kwargs):
        return super().get_context_data(files=with_files([self.record])[0].files, **kwargs)


class FindingsPaper(OfHandOver, DocumentPage):
    """问题清单 as it is handed over."""

    template_name = "rectification/findings_paper.html"
    title = gettext_lazy("List of findings")

    def get_title(self):
        return self.title

    def actions(self):
        return [Action(_("Back to the hand-over"), self.record.get_absolute_url(), "arrow-left")]

    def get_context_data(self, **kwargs):
        items = items_for(self.request.user).filter(hand_over=self.record)
        return super().get_context_data(items=items, **kwargs)
