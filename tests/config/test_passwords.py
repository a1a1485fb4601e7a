"""Passwords of at least eight characters, of three of four classes."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize("password", ["tree7Garden", "TREE-7garden", "tree-garden-7", "巡察office7"])
def test_three_classes_are_enough(password):
    validate_password(password)


@pytest.mark.parametrize("password", ["Ab1-", "treegardenhouse", "treegarden77", "TREEGARDEN77", "12345678-"])
def test_short_or_uniform_passwords_are_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)
