"""Rows reach people through one door: every module asks `visible_to`, never a bare manager, unless it says why not.

What names do not tell (a reverse manager, an alias made at run time) is seen by the walk: tests/guards/walk/doors.py.
"""

import ast
from collections.abc import Iterator
from pathlib import PurePath

import pytest
from django.apps import apps

from tests.guards.source import APPS, modules
from tests.guards.without_door import FIND_WITHOUT_A_DOOR, SHOW_NOBODY_ROWS, WITHOUT_A_DOOR

SHOWING_NOTHING = {
    "visible_to",
    "nameless_to",
    "countable_by",
    "named_to",
    "none",
    "select_for_update",
    "create",
    "bulk_create",
}
"""The doors; and an empty set, a lock and a new row, which show nobody another's."""
MANAGERS = {"objects", "_default_manager", "_base_manager"}
FINDERS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404"}
"""What finds a row among all of a model where it is given no rows to look among."""


def is_inner(path: str) -> bool:
    return not SHOW_NOBODY_ROWS.keys().isdisjoint(part.removesuffix(".py") for part in PurePath(path).parts[1:])


def own_models():
    """Our models, history rows left out: those are reached only through the row they tell of."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in APPS and not hasattr(model, "pgh_tracked_model")
    ]


def guarded_models() -> set[str]:
    """Names of our models that have a door."""
    return {model.__name__ for model in own_models() if hasattr(model._default_manager, "visible_to")}


def managers_used_bare(tree: ast.AST, guarded: set[str], within="") -> Iterator[tuple[str, int]]:
    """Function and line where the manager of a guarded model, or of one only known at run time, is used bare."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Attribute) and node.attr in SHOWING_NOTHING and is_manager(node.value):
            continue
        if is_manager(node) and (not isinstance(node.value, ast.Name) or node.value.id in guarded):
            yield within, node.lineno
        if finds_among_all(node, guarded):
            yield within, node.lineno
        inside = f"{within}.{node.name}".strip(".") if isinstance(node, ast.FunctionDef | ast.ClassDef) else within
        if isinstance(node, ast.IfExp) and (asked := where_there_is_a_user(node)):
            yield from managers_used_bare(ast.Expr(asked), guarded, inside)
        else:
            yield from managers_used_bare(node, guarded, inside)


def finds_among_all(node: ast.AST, guarded: set[str]) -> bool:
    """`get_object_or_404(Item, …)`: the model itself instead of the rows that the user sees."""
    if not isinstance(node, ast.Call) or not node.args or ast.unparse(node.func).rpartition(".")[2] not in FINDERS:
        return False
    among = node.args[0]
    return isinstance(among, ast.Name) and among.id in guarded


def aliases(tree: ast.AST, guarded: set[str]) -> set[str]:
    """The guarded models, also by the names that a module gives them on import."""
    imported = [name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for name in node.names]
    return guarded | {name.asname for name in imported if name.asname and name.name in guarded}


def is_manager(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in MANAGERS


def where_there_is_a_user(choice: ast.IfExp) -> ast.expr | None:
    """What is asked for a user by figures that, drawn by a command for nobody, count all rows."""
    return {"user is None": choice.orelse, "user is not None": choice.body}.get(ast.unparse(choice.test))


def found_bare() -> Iterator[tuple[str, int]]:
    """`path:function` and line of each such place in the modules that are not inner ones."""
    guarded = guarded_models()
    for path, tree in modules():
        if not is_inner(path):
            bare = managers_used_bare(tree, aliases(tree, guarded))
            yield from ((f"{path}:{function}".rstrip(":"), line) for function, line in bare)


def test_every_row_is_found_through_a_door_and_no_exception_is_left_over():
    places = list(found_bare())
    assert [place for place in places if place[0] not in FIND_WITHOUT_A_DOOR] == []
    assert set(FIND_WITHOUT_A_DOOR) - {function for function, _line in places} == set()


def test_every_business_model_has_a_door():
    without = {model.__name__ for model in own_models()} - guarded_models()
    assert without - WITHOUT_A_DOOR == set()


@pytest.mark.parametrize(
    "breach",
    [
        "Item.objects.filter(pk=pk)",
        "Item.objects.all()",
        "Item.objects.with_words(words)",
        "self.model._default_manager.get(pk=pk)",
        "Item.objects.visible_to(user) if user is None else Item.objects.all()",
        "get_object_or_404(Item, pk=pk)",
        "shortcuts.get_object_or_404(Item, pk=pk)",
        "rows = Item.objects",
        "from rectification.models import Item as I; I.objects.filter(pk=pk)",
        "from rectification.models import Item as I; get_object_or_404(I, pk=pk)",
    ],
)
def test_the_guard_sees_a_breach(breach):
    tree = ast.parse(breach)
    assert list(managers_used_bare(tree, aliases(tree, {"Item"}))) == [("", 1)]


@pytest.mark.parametrize(
    "use",
    [
        "Item.objects.visible_to(user).filter(pk=pk)",
        "Item.objects.all() if user is None else Item.objects.visible_to(user)",
        "get_object_or_404(Item.objects.visible_to(user), pk=pk)",
    ],
)
def test_the_guard_lets_the_door_pass(use):
    assert list(managers_used_bare(ast.parse(use), {"Item"})) == []
