"""Every address of the product. Each app keeps its own; the API is assembled in `config.api`."""

from django.conf import settings
from django.urls import include, path, re_path

from config.directory import OPENID
from core.api.entry import AddressNotFound
from core.operation.views import healthz, metrics_page, readyz
from personnel.accounts.views import PasswordChange

handler400 = "core.api.outside.bad_request"
handler403 = "core.api.outside.permission_denied"
handler404 = "core.api.outside.page_not_found"
handler500 = "core.api.outside.failed"

urlpatterns = [
    path("healthz/", healthz, name="healthz"),
    path("readyz/", readyz, name="readyz"),
    path("metrics", metrics_page, name="metrics"),
    path("api/v1/", include("config.api")),
    re_path("^api/(?P<address>.*)$", AddressNotFound.as_view(), name="api-nowhere"),
    *([path("directory/", include("personnel.directory.openid"))] if settings.DIRECTORY == OPENID else []),
    path("password/", PasswordChange.as_view(), name="password_change"),
    path("", include("core.urls")),
    path("", include("rounds.urls")),
    path("", include("personnel.urls")),
    path("", include("findings.urls")),
    path("", include("rectification.urls")),
]
