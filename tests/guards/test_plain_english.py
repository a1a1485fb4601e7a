"""Nothing that people read stands in the code or a template in plain English, past gettext."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.guards.source import ROOT, modules

LATIN = re.compile(r"[A-Za-z]{3,}")
READ = {
    "confirm",
    "empty_label",
    "error_messages",
    "heading",
    "help_text",
    "help_texts",
    "intro",
    "label",
    "labels",
    "placeholder",
    "subject",
    "submit_label",
    "title",
    "verbose_name",
    "verbose_name_plural",
}
"""Names under which people read what is given."""
TOLD = {"ValidationError", "IllegalStep", "Conflict", "Refused"}
"""Refusals, whose first argument people read."""
READ_AS_IT_IS = {
    ("templates/components/language_form.html", "English"),  # a language is offered in its own words
}

TRANSLATED = re.compile(
    r"\{#.*?#\}|\{%\s*comment\b.*?endcomment\s*%\}|\{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}",
    re.DOTALL,
)
CLASSES = re.compile(r"\{%\s*block body_class\s*%\}.*?\{%\s*endblock\s*%\}", re.DOTALL)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
MARKUP = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>|&#?\w+;", re.DOTALL)
ATTRIBUTE = re.compile(r"\b(?:title|placeholder|alt|label|aria-[a-z]+text|aria-label|aria-description)=\"([^\"]*)\"")
ARGUMENT = re.compile(r"[=:]\"([^\"]*(?:[A-Z][a-z]{2}|[a-z]{3} [a-z]{3})[^\"]*)\"")
"""Words given to a tag or a filter: a capital or a space tells them from the names of things."""


def words_of_template(source: str) -> Iterator[str]:
    """Latin words of a template that stand in its text, an attribute people read, or an argument."""
    source = CLASSES.sub(" ", TRANSLATED.sub(" ", source))
    for tag in TAG.findall(source):
        yield from ARGUMENT.findall(tag)
    html = TAG.sub(" ", source)
    for text in [MARKUP.sub(" ", html), *ATTRIBUTE.findall(html)]:
        yield from LATIN.findall(text)


def is_english(node: ast.AST | None) -> bool:
    """Whether it is a literal with Latin words, or has one among its parts; a call of gettext is none."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(LATIN.search(node.value))
    if isinstance(node, ast.Dict):
        return any(is_english(value) for value in node.values)
    if isinstance(node, ast.JoinedStr | ast.BinOp | ast.IfExp | ast.List | ast.Tuple):
        return any(is_english(part) for part in ast.iter_child_nodes(node))
    return False


def names_of(node: ast.AST) -> set[str]:
    """The names under which the node gives its value."""
    if isinstance(node, ast.Assign):
        return {getattr(target, "attr", getattr(target, "id", "")) for target in node.targets}
    return {node.arg} if isinstance(node, ast.keyword) else set()


def read_by_people(node: ast.AST) -> Iterator[ast.AST]:
    """What the node gives people to read."""
    if names_of(node) & READ:
        yield node.value
    elif isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("Choices") for base in node.bases):
        yield from (part.value for part in node.body if isinstance(part, ast.Assign) and is_bare_choice(part.value))
    elif isinstance(node, ast.Call) and node.args:
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if called in TOLD or (called.endswith("Field") and not names_a_model(node.args[0])):
            yield node.args[0]


def names_a_model(argument: ast.AST) -> bool:
    return isinstance(argument, ast.Constant) and "." in str(argument.value)


def is_bare_choice(value: ast.AST) -> bool:
    """A choice is a value and its words; without words Django makes some of its name."""
    return is_english(value.elts[-1] if isinstance(value, ast.Tuple) else value)


def english_in(tree: ast.AST) -> list[int]:
    """Lines of literals that people read."""
    return [text.lineno for node in ast.walk(tree) for text in read_by_people(node) if is_english(text)]


def test_templates_hold_no_plain_english():
    paths = [path for path in sorted((ROOT / "templates").rglob("*")) if path.suffix in (".html", ".txt")]
    found = {
        (str(path.relative_to(ROOT)), word)
        for path in paths
        for word in words_of_template(path.read_text(encoding="utf-8"))
    }
    assert found == READ_AS_IT_IS


def test_python_gives_people_no_plain_english():
    assert [f"{path}:{line}" for path, tree in modules() for line in english_in(tree)] == []


@pytest.mark.parametrize(
    "template",
    [
        "<p>Hello</p>",
        '{% if x %}<p class="y">{{ x }} Hello</p>{% endif %}',
        '<button title="Hello"></button>',
        '{% include "x.html" with heading="Hello" %}',
        '{{ x|default:"Hello" }}',
    ],
)
def test_the_guard_sees_it_in_a_template(template):
    assert list(words_of_template(template)) == ["Hello"]


@pytest.mark.parametrize(
    "template",
    [
        '<p class="card">{% translate "Hello" %}&nbsp;你好</p>',
        "{% blocktranslate %}Hello <b>you</b>{% endblocktranslate %}",
        '{% include "x.html" with heading=_("Hello") %}',
        '<input title="{{ title }}" value="save">',
    ],
)
def test_the_guard_lets_gettext_pass(template):
    assert list(words_of_template(template)) == []


@pytest.mark.parametrize(
    "source",
    [
        "CharField(verbose_name='Problem text')",
        "CharField('Problem text')",
        "title = 'Problem'",
        "title = f'Problem {number}'",
        "labels = {'text': 'Problem'}",
        "label = 'Problem %s' % number",
        "class Kind(TextChoices): A = 'a', 'Problem'",
        "raise ValidationError({'text': 'Problem'})",
    ],
)
def test_the_guard_sees_it_in_python(source):
    assert english_in(ast.parse(source)) == [1]


def test_the_guard_lets_a_translation_pass():
    assert english_in(ast.parse("CharField(_('Problem'), help_text=_('Problem'), max_length=9)")) == []
