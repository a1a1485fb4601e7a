"""Entry point of the web server; under gunicorn, config/gunicorn.py has come first."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
# Loaded before gunicorn forks, the views are in memory once for all workers, and the first request is no slower.
get_resolver().url_patterns  # noqa: B018
