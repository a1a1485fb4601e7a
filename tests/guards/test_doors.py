"""Rows reach people through one door: whatever faces a user asks `visible_to`, never a bare manager."""

import ast
from pathlib import PurePath

import pytest
from django.apps import apps

from tests.guards.source import APPS, modules, places

FACING_PEOPLE = {"views", "api", "forms", "filters", "tables", "worklist", "menu", "panels", "exports"}
WITHOUT_A_DOOR = {
    "Body",  # names of receiving and cooperating bodies: known to everyone
    "CalendarDay",
    "Category",
    "CategoryScheme",
    "DeadlineRule",
    "DemoMark",
    "Digest",  # written and read by the sweep alone
    "IdempotencyKey",
    "ReminderRule",
}
ABOUT_ROWS_ALREADY_FOUND = {
    "core/api/tokens.py",  # a user's own tokens
}
DOORS = {
    "visible_to",
    "nameless_to",
    "named_to",
    "none",
    "select_for_update",
}  # an empty set and a lock show nobody a row
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def faces_people(path: str) -> bool:
    """Whether the module is one of those that fetch rows for a page, the API, a form or an export."""
    if path in ABOUT_ROWS_ALREADY_FOUND:
        return False
    return bool(FACING_PEOPLE & {part.removesuffix(".py") for part in PurePath(path).parts[1:]})


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


def managers_used_bare(tree: ast.Module, guarded: set[str]) -> list[int]:
    """Lines where the manager of a guarded model, or of one only known at run time, is used for anything else."""
    through_a_door = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in DOORS
    }

    def breach(node):
        if not isinstance(node, ast.Attribute) or node.attr not in MANAGERS or id(node) in through_a_door:
            return False
        return not isinstance(node.value, ast.Name) or node.value.id in guarded

    return places(tree, breach)


def test_whatever_faces_people_uses_the_door():
    guarded = guarded_models()
    breaches = [
        f"{path}:{line}"
        for path, tree in modules()
        if faces_people(path)
        for line in managers_used_bare(tree, guarded)
    ]
    assert breaches == []


def test_every_business_model_has_a_door():
    without = {model.__name__ for model in own_models()} - guarded_models()
    assert without - WITHOUT_A_DOOR == set()


@pytest.mark.parametrize(
    "breach",
    ["Item.objects.filter(pk=pk)", "Item.objects.all()", "self.model._default_manager.get(pk=pk)"],
)
def test_the_guard_sees_a_breach(breach):
    assert managers_used_bare(ast.parse(breach), {"Item"}) == [1]


def test_the_guard_lets_the_door_pass():
    assert managers_used_bare(ast.parse("Item.objects.visible_to(user).filter(pk=pk)"), {"Item"}) == []
