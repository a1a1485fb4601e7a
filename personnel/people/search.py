"""What the search box finds here: people by name, pinyin or employer."""

from django.utils.translation import gettext_lazy as _

from core.search import registry
from personnel.models import Person


def people(user, words):
    """People the user sees."""
    return Person.objects.visible_to(user).search(words)


registry.register(
    _("Register of people"),
    "personnel:people",
    find=people,
    describe=lambda person: " · ".join(filter(None, [person.employer, person.post])),
)
