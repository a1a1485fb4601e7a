"""Reports: written by the organization, signed as true, and as each addressee receives them."""

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
from rectification import permissions
from rectification.double_reports.filters import ReportDeliveryFilter
from rectification.double_reports.forms import SignReportForm
from rectification.double_reports.services import report_text, sign_report
from rectification.double_reports.tables import OF_DELIVERY, ReportDeliveryTable
from rectification.evidence import with_files
from rectification.hand_over.views import BY
from rectification.hand_over.views import LIST as HAND_OVERS
from rectification.models import RectificationReport, ReportDelivery
from rounds.place.lookups import Place

LIST = (gettext_lazy("Double reports"), reverse_lazy("rectification:report_deliveries"))
SIGNED = ("signed_on", "signer_name", "signer_post", "way")


class OfReport:
    """What the pages of one report share."""

    def queryset_for(self, user):
        """The reports this user sees."""
        place = Place("hand_over__inspection").related
        return RectificationReport.objects.visible_to(user).select_related(*BY, *place)

    def get_crumbs(self):
        """By the hand-over; bodies do not see it and come from what they received."""
        hand_over = self.record.hand_over
        if not permissions.follows_ledgers(self.request.user):
            return [LIST]
        return [HAND_OVERS, (str(hand_over), hand_over.get_absolute_url())]


class ReportPage(OfReport, RecordPage):
    """One report: its text, its signature, and to whom it went."""

    template_name = "rectification/report_page.html"
    hide_from_timeline = ("drawing", "signed_text", "digest", "signature_digest")

    def facts(self):
        report, (_name, url) = self.record, self.get_crumbs()[-1]
        place = Fact(_("Party organization"), report.hand_over, url=url)
        return [place, *facts_of(report, "kind"), *(facts_of(report, *SIGNED) if report.way else [])]

    def get_context_data(self, **kwargs):
        [report] = with_files([self.record])
        deliveries = ReportDelivery.objects.visible_to(self.request.user).filter(report=report)
        told = deliveries.select_related("body", "received_by", "recorded_by")
        return super().get_context_data(report=report, deliveries=told, **kwargs)


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class ReportSignPage(OfReport, Allowed, StepPage):
    """Read the report, sign it as true, and send it."""

    open_rows = RectificationReport.objects.signable_by
    open_states = (RectificationReport.Status.DRAFT,)
    template_name = "rectification/receipt_sign.html"
    form_class = SignReportForm
    title = gettext_lazy("Sign as true and send")
    consequence = gettext_lazy(
        "You answer for this report being true. It is sent at once; your signature, its day and exactly this text are "
        "kept and cannot be changed."
    )
    submit_label = gettext_lazy("Sign and send")
    done = gettext_lazy("Signed and sent.")

    def get_crumbs(self):
        return [*super().get_crumbs(), (str(self.record), self.record.get_absolute_url())]

    @cached_property
    def text(self) -> str:
        """What is signed as true."""
        return report_text(self.record)

    def mark(self):
        return as_shown.mark_of_text(self.record, self.text)

    def form_kwargs(self):
        return {"request": self.request, "account": self.request.user}

    def save(self, form):
        facts = {name: form.cleaned_data[name] for name in ("bodies", "drawing", "typed_name")}
        return sign_report(self.record, by=self.request.user, **facts)

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.text, **kwargs)


class OfDeliveries:
    """Pages over reports as they were sent."""

    crumbs = [LIST]

    def queryset_for(self, user):
        """What was sent to the user's body, or of whose hand-overs they know."""
        deliveries = ReportDelivery.objects.visible_to(user).order_by("-report__signed_on", "-pk")
        return deliveries.select_related("body", "received_by", "recorded_by", "report", *OF_DELIVERY.related)


class ReportDeliveryList(OfDeliveries, ListPage):
    """Who sent which report to whom, and who has received it."""

    title = gettext_lazy("Double reports")
    crumbs = []
    table_class = ReportDeliveryTable
    filter_class = ReportDeliveryFilter
    empty_text = gettext_lazy("No report was sent yet.")
    empty_hint = gettext_lazy(
        "The organization writes both reports on the page of its hand-over, and its secretary signs them."
    )

    def may_open(self, user):
        return permissions.receives_reports(user)


class ReportDeliveryPage(OfDeliveries, RecordPage):
    """A report as one addressee receives it."""

    template_name = "rectification/report_delivery_page.html"

    def facts(self):
        delivery, report = self.record, self.record.report
        inspection = report.hand_over.inspection
        return [
            Fact(_("Party organization"), inspection.organization),
            Fact(_("Inspection"), f"{inspection.team.round} {inspection.team}"),
            *facts_of(report, "kind", *SIGNED),
            Fact(_("Addressee"), delivery.addressee),
            *facts_of(delivery, "received_on"),
        ]

    def get_context_data(self, **kwargs):
        [report] = with_files([self.record.report])
        return super().get_context_data(report=report, **kwargs)
