"""What the documents say is so."""

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings

PROJECT_APPS = ("core", "rounds", "personnel", "findings", "rectification")
ASKED_FOR = re.compile(r"""(?:\benv(?:\.\w+)?\(|environ\.get\()\s*["']([A-Z_]+)["']""")
ONLY_FOR_TESTS = {"EMBEDDED_VAR"}


def test_every_variable_that_is_read_is_explained():
    read = set()
    for path in (Path(settings.BASE_DIR) / "config").rglob("*.py"):
        read |= set(ASKED_FOR.findall(path.read_text()))
    explained = set(re.findall(r"`([A-Z_]+)`", (settings.BASE_DIR / "docs/operations.md").read_text()))
    assert len(read) > 15
    assert read - explained - ONLY_FOR_TESTS == set()


def test_every_model_is_in_the_glossary_and_every_name_there_exists():
    glossary = (settings.BASE_DIR / "README.md").read_text().split("## Glossary")[1].split("## ")[0]
    named = set(re.findall(r"`([A-Z][a-z]\w+)`", glossary))
    models = {model.__name__ for app in PROJECT_APPS for model in apps.get_app_config(app).get_models()}
    models = {name for name in models if not name.endswith("Event")}
    assert models - named == set()
    assert named - models - {"Reach"} == set()
