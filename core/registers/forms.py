"""Parent of the forms of registers."""

from django.forms import CharField, ModelChoiceField
from django.utils.translation import gettext_lazy as _

from core.registers.register import rows_to_name
from core.ui.file_fields import FilesField
from core.ui.forms import ModelForm


class EntryForm(ModelForm):
    """An entry with its documents; every choice of rows is among those the user sees.

    A form that takes no documents sets `files` to None. `LATER` names what a step fills in, its day first: it is
    asked for here only to correct it, once it is told.
    """

    LATER: tuple[str, ...] = ()

    files = FilesField(label=_("Documents"), required=False)  # type: ignore[assignment] # Django takes it out again

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        is_told = all(getattr(self.instance, name) for name in self.LATER[:1])
        for name in self.LATER:
            if is_told:
                self.fields[name].required = True
            else:
                del self.fields[name]
        for field in self.fields.values():
            if isinstance(field, ModelChoiceField):
                field.queryset = rows_to_name(field.queryset.model, user)


class CorrectingForm(EntryForm):
    """The form of a `CorrectedEntry`: where it corrects one, it leaves out what is `FIXED` by then, and asks why."""

    FIXED: tuple[str, ...] = ()

    why = CharField(label=_("Reason of the correction"), max_length=500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.FIXED if self.instance.pk else ("why",):
            del self.fields[name]
