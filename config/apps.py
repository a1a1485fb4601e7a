"""The project as an app: its commands and tests of the whole."""

from django.apps import AppConfig
from django.conf import settings
from django.db.backends.signals import connection_created

from config.production import refuse_owner, refuse_superuser


class ConfigConfig(AppConfig):
    """Makes the Celery application known, so that `shared_task`s of web processes reach the broker."""

    name = "config"

    def ready(self):
        from config import celery  # noqa: F401, PLC0415 - needs the settings, which are loading above

        if settings.PRODUCTION:
            connection_created.connect(refuse_superuser)
            if not settings.AS_OWNER:
                connection_created.connect(refuse_owner)
