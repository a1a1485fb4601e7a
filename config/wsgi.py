"""Entry point of the web server; under gunicorn, config/gunicorn.py has come first."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from config.frames import with_room
from core.operation.traffic import traffic

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = with_room(get_wsgi_application())
# Loaded before gunicorn forks, the views are in memory once for all workers, and the first request is no slower.
get_resolver().url_patterns  # noqa: B018
traffic()  # the workers count in memory that they share
# What is loaded by now stays for good: the collector need not walk it again and again, and workers keep sharing it.
gc.collect()
gc.freeze()
