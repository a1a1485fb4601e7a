"""Addresses of pages that belong to no app."""

from django.urls import include, path

from core.views import attachments, inbox
from core.views.worklist import Search, Worklist

urlpatterns = [
    path("", include("core.ui.urls")),
    path("", Worklist.as_view(), name="worklist"),
    path("search/", Search.as_view(), name="search"),
    path("attachments/<int:pk>/", attachments.download, name="attachment"),
    path("inbox/", inbox.show, name="inbox"),
    path("inbox/read/", inbox.mark_read, name="inbox-read"),
    path("inbox/<int:pk>/open/", inbox.open_notice, name="notice-open"),
]
