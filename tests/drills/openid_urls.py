"""The addresses of the product where a directory signs in by OpenID Connect."""

from django.urls import include, path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as ours

__all__ = ["handler400", "handler403", "handler404", "handler500"]
urlpatterns = [path("directory/", include("personnel.directory.openid")), *ours]
