"""Addresses of pages that belong to no app."""

from django.urls import include, path

from core.batches import views as batches
from core.consent.steps import STEPS as CONSENT_STEPS
from core.consent.views import OfProposals, ProposalList, ProposalPage
from core.exports import views as exports
from core.files import views as attachments
from core.ledgers import views as imports
from core.monthly import views as monthly
from core.notices import views as inbox
from core.notices.channels import views as channels
from core.operation.pages import Operation
from core.reports import views as reports
from core.search.views import Search
from core.trail.views import Trail
from core.ui.saved import views as saved
from core.ui.views.step import step_pages
from core.workdays import views as calendar
from core.worklist.views import Worklist

urlpatterns = [
    path("", include("core.ui.urls")),
    path("", Worklist.as_view(), name="worklist"),
    path("search/", Search.as_view(), name="search"),
    path("attachments/<int:pk>/", attachments.download, name="attachment"),
    path("attachments/<int:pk>/preview/", attachments.preview, name="attachment_preview"),
    path("attachments/keep/", attachments.keep, name="attachment_keep"),
    path("inbox/", inbox.Inbox.as_view(), name="inbox"),
    path("inbox/read/", inbox.mark_read, name="inbox-read"),
    path("inbox/<int:pk>/open/", inbox.open_notice, name="notice-open"),
    path("channels/", channels.ChannelsPage.as_view(), name="channels"),
    path("channels/add/", channels.ChannelAdd.as_view(), name="channel_add"),
    path("channels/<int:pk>/try/", channels.try_now, name="channel_try"),
    path("channels/<int:pk>/remove/", channels.remove, name="channel_remove"),
    path("trail/", Trail.as_view(), name="trail"),
    path("operation/", Operation.as_view(), name="operation"),
    path("proposals/", ProposalList.as_view(), name="proposals"),
    path("proposals/<int:pk>/", ProposalPage.as_view(), name="proposal"),
    *step_pages(OfProposals, CONSENT_STEPS, at="proposals/<int:pk>/", named="proposal"),
    path("imports/", imports.ImportStart.as_view(), name="imports"),
    path("imports/templates/<slug:kind>/", imports.template, name="import-template"),
    path("imports/<uuid:pk>/", imports.ImportReview.as_view(), name="import"),
    path("imports/<uuid:pk>/refused/", imports.refused, name="import-refused"),
    path("imports/<uuid:pk>/cancel/", imports.cancel, name="import-cancel"),
    path("batches/<slug:kind>/<slug:step>/", batches.BatchPage.as_view(), name="batch_new"),
    path("batches/<int:pk>/", batches.BatchResult.as_view(), name="batch"),
    path("views/<str:of>/", saved.SavedViews.as_view(), name="saved_views"),
    path("views/<int:pk>/change/", saved.SavedViewChange.as_view(), name="saved_view_change"),
    path("views/<int:pk>/remove/", saved.remove, name="saved_view_remove"),
    path("reports/", reports.ReportBoard.as_view(), name="reports"),
    path("reports/monthly/", monthly.MonthlyReports.as_view(), name="monthly_reports"),
    path("reports/monthly/<int:pk>/", monthly.MonthlyReportPage.as_view(), name="monthly_report"),
    path("reports/monthly/<int:pk>/file/", monthly.fetch, name="monthly_report_file"),
    path("exports/<int:pk>/", exports.ListExportPage.as_view(), name="list_export"),
    path("exports/<int:pk>/file/", exports.fetch, name="list_export_file"),
    path("calendar/days/", calendar.CalendarDays.as_view(), name="calendar-days"),
    path("calendar/days/add/", calendar.CalendarDayAdd.as_view(), name="calendar-day-add"),
    path("calendar/days/<int:pk>/clear/", calendar.CalendarDayClear.as_view(), name="calendar-day-clear"),
]
