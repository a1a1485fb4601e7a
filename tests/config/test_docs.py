"""What the documents say is so."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation

from core.workflow.pictures import states_page

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


@pytest.fixture
def glossary():
    """The Chinese terms and the identifiers of each row of the glossary."""
    rows = (settings.BASE_DIR / "README.md").read_text().split("## Glossary")[1].split("## ")[0].splitlines()
    cells = [row.split("|")[1:3] for row in rows if row.startswith("|")]
    return [(chinese.strip().split("、"), re.findall(r"`([A-Z][a-z]\w+)`", names)) for chinese, names in cells]


@pytest.fixture
def models():
    """Our models by name, without what the trail keeps of them."""
    every = [model for app in PROJECT_APPS for model in apps.get_app_config(app).get_models()]
    return {model.__name__: model for model in every if not model.__name__.endswith("Event")}


def test_every_model_is_in_the_glossary_and_every_name_there_exists(glossary, models):
    named = {name for _chinese, names in glossary for name in names}
    assert set(models) - named == set()
    assert named - set(models) - {"Reach"} == set()


def test_the_glossary_calls_each_model_as_the_screen_does(glossary, models):
    with translation.override("zh-hans"):
        on_screen = {name: str(model._meta.verbose_name) for name, model in models.items()}
    read = {name for name, words in on_screen.items() if not words.isascii()}  # nobody reads of the others
    assert len(read) > 30
    differing = [
        (name, on_screen[name], chinese)
        for chinese, names in glossary
        for name in names
        if name in read and on_screen[name] not in chinese
    ]
    assert differing == []


DOCUMENTS = sorted([*Path(settings.BASE_DIR).glob("*.md"), *(Path(settings.BASE_DIR) / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def test_decisions_are_numbered_without_gaps_and_listed_by_their_titles():
    folder = settings.BASE_DIR / "docs/decisions"
    files = sorted(folder.glob("[0-9]*.md"))
    titles = [path.read_text().splitlines()[0].removeprefix("# ").partition(" ")[::2] for path in files]
    numbers = [f"{number:04}" for number in range(1, len(files) + 1)]
    assert len(files) > 15
    assert [path.name[:4] for path in files] == [number for number, _title in titles] == numbers
    listed = re.findall(r"^\| \[(\d{4})\]\((\S+)\) \| (.+) \|$", (folder / "index.md").read_text(), re.MULTILINE)
    assert listed == [(number, path.name, title) for path, (number, title) in zip(files, titles, strict=True)]


def test_a_decision_is_short():
    lengths = {path.name: len(path.read_text().splitlines()) for path in DOCUMENTS if path.name[:4].isdigit()}
    assert {name: length for name, length in lengths.items() if length > 20} == {}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_to_a_file(document):
    links = LINK.findall(document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


NAMED = re.compile(r"`((?:config|rectification|findings|personnel|rounds|core)(?:\.\w+)+)`")
FILE = re.compile(
    r"`((?:\.ci|config|core|docs|findings|personnel|rectification|rounds|static|templates|tests)/[\w./-]*)`"
)


def exists(name):
    """Whether a dotted name is a module of ours, or stands in one."""
    module, _dot, attribute = name.rpartition(".")
    try:
        return find_spec(name) is not None or hasattr(import_module(module), attribute)
    except ModuleNotFoundError:  # the parent is no package: a class, perhaps
        return exists(module) and hasattr(import_module(module), attribute) if module else False


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_names_of_our_code_exists(document):
    text = document.read_text()
    assert [name for name in NAMED.findall(text) if not exists(name)] == []
    assert [name for name in FILE.findall(text) if not (settings.BASE_DIR / name).exists()] == []


def test_the_page_of_states_is_as_the_code_draws_it():
    """`manage.py draw_states` writes it."""
    page = (settings.BASE_DIR / "docs/states.md").read_text()
    assert page == states_page()
    assert page.count("stateDiagram-v2") >= 9
