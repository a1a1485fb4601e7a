"""Apps look down: in imports, and in model relations, which an import linter cannot see."""

import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings

from tests.guards.source import APPS, ROOT

HEIGHT = {app: height for height, app in enumerate(APPS)}


def pointing_up(models) -> list[str]:
    """Relations to an app above one's own. Only a foreign key to the account model may."""
    return [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in models
        if model._meta.app_label in HEIGHT
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if field.related_model._meta.app_label in HEIGHT
        if HEIGHT[field.related_model._meta.app_label] > HEIGHT[model._meta.app_label]
        if field.related_model._meta.label != settings.AUTH_USER_MODEL
    ]


def test_imports_point_down():
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_relations_point_down():
    assert pointing_up(apps.get_models()) == []
