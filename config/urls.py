"""Every address of the product. Each app keeps its own; the API is assembled in `config.api`."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("config.api")),
    path("", include("core.urls")),
    path("", include("rounds.urls")),
    path("", include("personnel.urls")),
    path("", include("findings.urls")),
    path("", include("rectification.urls")),
]
