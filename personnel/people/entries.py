"""What forms and filters of entries about people share."""

from core.registers.filters import EntryFilter
from core.ui.filters import WordsFilter
from core.ui.forms import Picker
from personnel.models import Person


def person_picker() -> Picker:
    """A box to choose somebody by a part of the name or its pinyin initials."""
    return Picker(search_url_name="personnel:person_options")


class PersonEntryFilter(EntryFilter):
    """Entries about one person each, found by who it is."""

    words = WordsFilter(method="of_people")

    def of_people(self, rows, name, value):
        return rows.filter(person__in=Person.objects.visible_to(self.request.user).search(value))
