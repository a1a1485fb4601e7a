"""The monthly workbooks of one person: ask for one, see how far it is, fetch it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from core.drawing.views import DrawnPage, file_of
from core.models import MonthlyReport
from core.monthly import services
from core.monthly.forms import ReportForm, initial_of
from core.reports.monthly import NotYetBegun, file_name
from core.tasks import draw_monthly_report
from core.ui.views.form import FormPage
from core.workdays.reckoning import today

REPORTS = (gettext_lazy("Reports"), reverse_lazy("reports"))
LIST = (gettext_lazy("Monthly workbooks"), reverse_lazy("monthly_reports"))


class MonthlyReports(FormPage):
    """Ask for the workbook of a month with the sheets one ticks. What is being drawn or kept stands below."""

    title = LIST[0]
    crumbs = [REPORTS]
    form_class = ReportForm
    template_name = "core/monthly_reports.html"
    submit_label = gettext_lazy("Draw the workbook")
    done = gettext_lazy("The workbook is being drawn. You are told when it is ready.")
    intro = gettext_lazy("It is drawn in the background and kept here for seven days, for you alone.")

    def may_open(self, user):
        """Those who draw reports."""
        return services.may_draw(user)

    def initial(self):
        """This month, and the sheets of the last time."""
        return {"month": f"{today():%Y-%m}"} | initial_of(services.choice_of(self.request.user))

    def save(self, form):
        """Send a worker for it, unless one is at it already."""
        try:
            report, is_new = services.ask_for_report(
                form.cleaned_data["month"], by=self.request.user, chosen=form.chosen
            )
        except NotYetBegun as refusal:
            raise ValidationError({"month": str(refusal)}) from refusal
        if is_new:
            transaction.on_commit(lambda: draw_monthly_report.delay(report.pk), robust=True)
        return report

    def get_context_data(self, **kwargs):
        kept = MonthlyReport.objects.visible_to(self.request.user)
        return super().get_context_data(reports=[(report, file_name(report.month)) for report in kept], **kwargs)


class MonthlyReportPage(DrawnPage):
    model = MonthlyReport
    crumbs = [REPORTS, LIST]

    def may_open(self, user):
        """Those who draw reports; the workbook must be one's own."""
        return services.may_draw(user)

    def get_title(self):
        """What the file is called."""
        return file_name(self.work.month)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            file_url=reverse("monthly_report_file", args=[self.work.pk]),
            again=(reverse("monthly_reports"), _("Another month")),
            **kwargs,
        )


@require_GET
def fetch(request, pk):
    """The workbook as a download, which leaves a trace."""
    services.require_reader(request.user)
    return file_of(MonthlyReport.objects.visible_to(request.user), pk, lambda report: file_name(report.month))
