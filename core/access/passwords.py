"""Rules for passwords beyond Django's own."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")
REQUIRED = 3


class ThreeClassesValidator:
    """At least three of: small letters, capitals, digits, other characters (GB/T 22239 level three)."""

    def validate(self, password, user=None):
        """Raise ValidationError if the password mixes too few kinds of characters."""
        if sum(bool(re.search(kind, password)) for kind in CLASSES) < REQUIRED:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self):
        """The rule, for the form."""
        return _("Use at least three of: small letters, capital letters, digits, other characters.")
