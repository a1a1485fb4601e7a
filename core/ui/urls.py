"""Addresses of the frame: language, looks, counts. Included by the project at its root."""

from django.urls import path
from django.views.i18n import set_language

from core.ui.views import frame

urlpatterns = [
    path("frame/language/", set_language, name="set_language"),
    path("frame/looks/", frame.remember, name="remember_looks"),
    path("frame/counts/", frame.counts, name="menu_counts"),
]
