"""Rules for passwords beyond Django's own."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WORDS = {
    *("password", "passwd", "admin", "administrator", "root", "welcome", "letmein", "login", "test", "guest"),
    *("system", "user", "qwer", "qwert", "qwerty", "asdf", "zxcv", "abc", "abcd", "aaa", "woaini", "mima", "wodemima"),
    *("xuncha", "xunchaban", "jiwei", "jiancha", "dangwei", "dangzu", "zuzhibu", "zhengfu", "beijing", "zhongguo"),
}
"""What people take for a secret where they may choose one; longer lists of whole passwords are Django's."""
LOOKS_LIKE = str.maketrans("@4013$5", "aaoiess")
CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")
REQUIRED = 3


class CommonWordValidator:
    """Not a word that everyone tries, dressed with a number, a year or a sign: Admin@2026, P@ssw0rd1!, Xuncha#123."""

    def validate(self, password, user=None):
        """Raise ValidationError if nothing but such a word is in the password."""
        undressed = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password.lower())
        letters = re.sub(r"[\W\d_]+", "", undressed)
        if not WORDS.isdisjoint({undressed, undressed.translate(LOOKS_LIKE), letters}):
            raise ValidationError(self.get_help_text(), code="password_too_common")

    def get_help_text(self):
        """The rule, for the form."""
        return _("Use no word that others try first, with a number or a sign beside it.")


class ThreeClassesValidator:
    """At least three of: small letters, capitals, digits, other characters (GB/T 22239 level three)."""

    def validate(self, password, user=None):
        """Raise ValidationError if the password mixes too few kinds of characters."""
        if sum(bool(re.search(kind, password)) for kind in CLASSES) < REQUIRED:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self):
        """The rule, for the form."""
        return _("Use at least three of: small letters, capital letters, digits, other characters.")
