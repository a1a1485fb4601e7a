"""`manage.py tell_of_failure WORK`: what runs regularly on the server has failed, and somebody has to know."""

import socket

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy

from core.access.roles import Role
from core.notices.services import tell
from core.trail.recording import acting
from personnel.models import User

FAILED = gettext_lazy("“%(work)s” failed on the server %(host)s; its log says why")


class Command(BaseCommand):
    help = "Tell the system and the audit administrators that regular work on this server has failed."

    def add_arguments(self, parser):
        parser.add_argument("work", help="what failed: the name of its unit", metavar="WORK")

    def handle(self, *, work, **options):
        told = User.objects.holding(Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN)
        facts = {"work": work[:100], "host": socket.gethostname()}
        with acting(command="tell_of_failure"), translation.override(settings.LANGUAGE_CODE):
            tell(told, kind="operation.failed", subject=FAILED, url=reverse("inbox"), **facts)
