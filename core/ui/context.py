"""What the frame around every page needs to know."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from core.ui import menu
from core.ui.demo import is_demo
from core.workdays.reckoning import today

THEMES = ("light", "dark")
DENSITIES = ("normal", "dense")


def remembered(request, name, allowed):
    """A preference from its cookie; the first allowed value if the cookie is absent or foreign."""
    value = request.COOKIES.get(name)
    return value if value in allowed else allowed[0]


def office_name() -> str:
    """The name of the office that runs this installation."""
    return str(getattr(settings, "OFFICE_NAME", "") or _("Inspection office"))


def filling_unit(user) -> str:
    """The unit that fills in what this user draws: their organization or body, else the office (for commands too)."""
    return str(getattr(user, "unit", None) or office_name())


def frame(request):
    """Menu, day, office name and looks. Costs no query: what waits is fetched after the page."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "menu_entries": SimpleLazyObject(lambda: menu.entries_for(user) if signed_in else []),
        "office_name": office_name(),
        "is_demo": is_demo(),
        "directory": settings.DIRECTORY,
        "today": today(),
        "theme": remembered(request, "theme", THEMES),
        "density": remembered(request, "density", DENSITIES),
    }
