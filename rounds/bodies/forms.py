"""Forms of bodies."""

from core.ui.forms import ModelForm
from rounds.models import Body


class BodyForm(ModelForm):
    EXAMPLES = {"name": "市纪委监委"}

    class Meta:
        model = Body
        fields = ("name", "kind")
