"""`/healthz/`: whether this process can do its work, for load balancers and for `make run`."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from redis import RedisError


@login_not_required
@never_cache
def healthz(request) -> HttpResponseBase:
    """200 if the database and Redis answer, else 503; says nothing more to whoever asks."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        cache.get("healthz")
    except (DatabaseError, RedisError):
        return HttpResponse("unavailable\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
