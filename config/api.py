"""The addresses of the API, version 1: what every app's `api.py` offers, in one list."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from core.api.entry import AddressNotFound, SchemaView
from core.api.figures import FigureApi
from core.api.signin import TokenView

router = SimpleRouter()
router.register("figures", FigureApi, basename="figure")

urlpatterns = [
    path("schema/", SchemaView.as_view(), name="api-schema"),
    path("token/", TokenView.as_view(), name="api-token"),
    path("", include(router.urls)),
    path("<path:address>", AddressNotFound.as_view(), name="api-nowhere"),
]
