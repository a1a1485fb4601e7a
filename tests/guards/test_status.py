"""A row's status changes in one place: `core.workflow.move`."""

import ast

import pytest

from tests.guards.source import modules, places

THE_ONE_PLACE = "core/workflow.py"


def changes_a_status(node: ast.AST) -> bool:
    """An assignment to `.status`, or a bulk change of it."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        stored = [part for target in targets for part in ast.walk(target) if isinstance(part, ast.Attribute)]
        return any(part.attr == "status" and isinstance(part.ctx, ast.Store) for part in stored)
    if not isinstance(node, ast.Call):
        return False
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called == "update":
        return any(keyword.arg == "status" for keyword in node.keywords)
    if called in ("setattr", "bulk_update"):
        return any(isinstance(part, ast.Constant) and part.value == "status" for part in ast.walk(node))
    return False


def test_only_the_workflow_assigns_a_status():
    breaches = [
        f"{path}:{line}"
        for path, tree in modules()
        if path != THE_ONE_PLACE
        for line in places(tree, changes_a_status)
    ]
    assert breaches == []


@pytest.mark.parametrize(
    "breach",
    [
        "item.status = 'closed'",
        "item.status, item.closed_on = 'closed', on",
        "items.update(status='closed')",
        "setattr(item, 'status', to)",
    ],
)
def test_the_guard_sees_a_breach(breach):
    assert places(ast.parse(breach), changes_a_status) == [1]
