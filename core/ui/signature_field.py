"""A box to sign in with mouse, pen or finger; what is drawn is sent as text (`core.strokes`)."""

from django import forms

from core import strokes


class SignaturePad(forms.TextInput):
    """The box. Without scripts it is not shown, so a form that has one offers another way beside it."""

    template_name = "components/signature_pad.html"
    input_type = "hidden"
    use_fieldset = True

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs) | {"width": strokes.WIDTH, "height": strokes.HEIGHT}

    @property
    def is_hidden(self):
        """What is drawn is sent unseen, but the box is there."""
        return False


class SignatureField(forms.CharField):
    """A drawn signature; nothing where none was drawn."""

    widget = SignaturePad
    default_validators = [strokes.require_signature]

    def __init__(self, **kwargs):
        super().__init__(max_length=None, required=False, strip=True, **kwargs)
