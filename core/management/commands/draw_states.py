"""`manage.py draw_states`: writes `docs/states.md` from the tables of steps."""

from django.conf import settings
from django.core.management.base import BaseCommand

from core.workflow.pictures import states_page

PAGE = settings.BASE_DIR / "docs/states.md"


class Command(BaseCommand):
    """Writes the page of states."""

    help = "Write docs/states.md, the pictures of all states, from the code."

    def handle(self, *args, **options):
        PAGE.write_text(states_page())
        self.stdout.write(str(PAGE.relative_to(settings.BASE_DIR)))
