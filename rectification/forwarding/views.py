"""Forwarded reports: what a body received, its receipt, its opinion, and beside it those of others."""

from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from core.ui.views.form import StepPage
from core.ui.views.list import ListPage
from core.ui.views.record import Fact, RecordPage, facts_of
from core.ui.views.step import Allowed
from core.workflow import as_shown
from findings.models import Transfer
from findings.permissions import follows_transfers
from rectification import duties, permissions
from rectification.evidence import with_files
from rectification.forwarded import forwarded_told
from rectification.forwarding.filters import ForwardedReportFilter
from rectification.forwarding.services import receipt_report, words_of_receipt
from rectification.forwarding.tables import OF_FORWARDED, ForwardedReportTable
from rectification.hand_over.forms import SignForm
from rectification.models import ForwardedReport, HandOver
from rounds.deadlines.querysets import with_owed_day

LIST = (gettext_lazy("Forwarded reports"), reverse_lazy("rectification:forwarded_reports"))
BY = ("body", "sent_by", "signed_by", "recorded_by", "opinion_by", "opinion_recorded_by")


class OfForwarded:
    """Pages over forwarded reports."""

    crumbs = [LIST]

    def queryset_for(self, user):
        """What this user sees, each with the day by which something is owed on it."""
        reports = ForwardedReport.objects.visible_to(user).select_related(*BY, *OF_FORWARDED.related)
        return with_owed_day(reports, duties.RECEIPT_FORWARDED, duties.REVIEW_FORWARDED)


class ForwardedReportList(OfForwarded, ListPage):
    """Which report went to whom, and how far each is."""

    title = gettext_lazy("Forwarded reports")
    crumbs = []
    table_class = ForwardedReportTable
    filter_class = ForwardedReportFilter
    empty_text = gettext_lazy("No report was forwarded yet.")
    empty_hint = gettext_lazy("The office forwards report and feedback on the page of a hand-over that is delivered.")

    def may_open(self, user):
        return permissions.follows_forwarding(user)


class ForwardedReportPage(OfForwarded, RecordPage):
    """One forwarded report: what it contains, its receipt and its opinion."""

    template_name = "rectification/forwarded_report_page.html"
    hide_from_timeline = ("drawing", "signed_text", "digest", "signature_digest")

    def facts(self):
        report, inspection = self.record, self.record.hand_over.inspection
        paper = facts_of(report, "number", "copies") if report.copies else []
        return [
            Fact(_("Party organization"), inspection.organization, url=self._hand_over_url()),
            Fact(_("Inspection"), f"{inspection.team.round} {inspection.team}"),
            *facts_of(report, "body", "sent_on", "sent_by"),
            *paper,
            *(facts_of(report, "note", wide=("note",)) if report.note else []),
        ]

    def _hand_over_url(self) -> str:
        """Bodies see what was forwarded, not the hand-over."""
        hand_over = self.record.hand_over
        seen = HandOver.objects.visible_to(self.request.user).filter(pk=hand_over.pk).exists()
        return hand_over.get_absolute_url() if seen else ""

    def deadline(self):
        report, words = self.record, _("Give the opinion")
        if report.status == ForwardedReport.Status.SENT:
            words = _("Receipt the report")
        return report.owed_on and {"what": words, "due_on": report.owed_on, "done": report.is_settled}

    def get_context_data(self, **kwargs):
        user, hand_over = self.request.user, self.record.hand_over
        [report] = with_files([self.record])
        others = [each for each in forwarded_told(hand_over, user) if each.pk != report.pk]
        return super().get_context_data(
            report=report,
            feedbacks=hand_over.feedbacks.all(),
            supplements=hand_over.supplements.all(),
            others=others,
            transfers=self._transfers(user),
            **kwargs,
        )

    def _transfers(self, user):
        """The leads of this inspection that were transferred to this body, by number, through their own door.

        None for whoever follows no transfers: who may not know of leads is not told that there are none.
        """
        if not follows_transfers(user):
            return None
        seen = Transfer.objects.visible_to(user).filter(body=self.record.body)
        return seen.filter(lead__inspection=self.record.hand_over.inspection_id).select_related("lead").order_by("pk")


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class ForwardedReportSignPage(OfForwarded, Allowed, StepPage):
    """Read what was forwarded, and sign for it."""

    open_rows = ForwardedReport.objects.answerable_by
    open_states = (ForwardedReport.Status.SENT,)
    template_name = "rectification/receipt_sign.html"
    form_class = SignForm
    title = gettext_lazy("Sign for the forwarded report")
    consequence = gettext_lazy("Your signature, its day and exactly this text are kept and cannot be changed.")
    submit_label = gettext_lazy("Sign")
    done = gettext_lazy("Signed. The opinion is owed from now on.")

    def get_crumbs(self):
        return [LIST, (str(self.record), self.record.get_absolute_url())]

    @cached_property
    def text(self) -> str:
        """What is signed for."""
        return words_of_receipt(self.record)

    def mark(self):
        return as_shown.mark_of_text(self.record, self.text)

    def form_kwargs(self):
        return {"request": self.request, "account": self.request.user}

    def save(self, form):
        drawn, typed = form.cleaned_data["drawing"], form.cleaned_data["typed_name"]
        return receipt_report(self.record, by=self.request.user, drawing=drawn, typed_name=typed)

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.text, **kwargs)
