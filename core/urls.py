"""Addresses of pages that belong to no app."""

from django.urls import include, path

from core.views import inbox

urlpatterns = [
    path("", include("core.ui.urls")),
    path("inbox/", inbox.show, name="inbox"),
    path("inbox/read/", inbox.mark_read, name="inbox-read"),
    path("inbox/<int:pk>/open/", inbox.open_notice, name="notice-open"),
]
