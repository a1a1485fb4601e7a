"""A row's status changes in one place: `core.workflow.moves.move`."""

import ast
from collections.abc import Iterator

import pytest

from tests.guards.source import modules, within

THE_ONE_PLACE = "core/workflow/moves.py"
OF_SOMETHING_ELSE = {
    "core/api/commands.py:commands.decorate": "gives an API its methods, named as the steps are",
    "core/api/errors.py:problem": "the status of an HTTP answer",
    "core/api/refusals.py": "the same, described",
    "core/drawing/services.py:_end": "its facts are looked at where they are given",
    "core/names/fields.py:NameField.pre_save": "sets its own column",
    "core/names/fields.py:SkeletonField.pre_save": "the same",
    "core/notices/claims.py:deliver_next": "counts outcomes in a report",
    "core/operation/requests.py:_line": "the status of an HTTP answer",
    "core/search/pinyin.py:PinyinKeyField.pre_save": "sets its own column",
    "core/registers/services.py:_write": "the facts of a form; an entry of a register has no status",
    "core/workflow/taking.py:_set_above": "sets the row above, by the name its step declares",
    "core/workflow/saving.py:save_checked": "its facts are looked at where they are given",
    "rectification/changes/services.py:_ask": "what the plan says of an item or a measure; neither has a status there",
    "rectification/changes/services.py:_take_over": "the same",
    "personnel/people/ledger.py:PeopleImporter._bring_up_to_date": "sets the columns of FACTS",
    "rounds/inspections/ledger.py:InspectionImporter._known": "the same",
    "rounds/organizations/ledger.py:OrganizationImporter._known": "sets the columns of FACTS",
}
"""Where `status` is a key, or an attribute is set whose name is known only at run time, and why it is no breach."""
TAKING_FACTS = {"update", "save_checked", "dict"}


def breaches(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Function and line of whatever changes a status, or puts one among facts to be saved."""
    told = {id(node.right) for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod)}
    for function, node in within(tree):
        if assigns_a_status(node) or saves_a_status(node) or (is_keyed_by_status(node) and id(node) not in told):
            yield function, node.lineno


def assigns_a_status(node: ast.AST) -> bool:
    """`row.status = …`, and `facts["status"] = …`."""
    stored = isinstance(getattr(node, "ctx", None), ast.Store)
    return stored and (getattr(node, "attr", "") == "status" or is_status(getattr(node, "slice", None)))


def saves_a_status(node: ast.AST) -> bool:
    """A call that sets a status, or an attribute whose name it does not say."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called in ("setattr", "__setattr__"):
        name = node.args[-2]
        return is_status(name) or not isinstance(name, ast.Constant)
    if called == "bulk_update":
        return any(is_status(part) for part in ast.walk(node))
    return called in TAKING_FACTS and any(keyword.arg == "status" for keyword in node.keywords)


def is_keyed_by_status(node: ast.AST) -> bool:
    return isinstance(node, ast.Dict) and any(is_status(key) for key in node.keys)


def is_status(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and node.value == "status"


def found() -> Iterator[tuple[str, int]]:
    """`path:function` and line of each breach outside the one place."""
    for path, tree in modules():
        if path != THE_ONE_PLACE:
            yield from ((f"{path}:{function}".rstrip(":"), line) for function, line in breaches(tree))


def test_only_the_workflow_assigns_a_status_and_no_exception_is_left_over():
    places = list(found())
    assert [place for place in places if place[0] not in OF_SOMETHING_ELSE] == []
    assert set(OF_SOMETHING_ELSE) - {function for function, _line in places} == set()


@pytest.mark.parametrize(
    "breach",
    [
        "item.status = 'closed'",
        "item.status, item.closed_on = 'closed', on",
        "items.update(status='closed')",
        "items.update(**{'status': 'closed'})",
        "facts = {'status': 'closed'}; items.update(**facts)",
        "facts['status'] = 'closed'; items.update(**facts)",
        "items.update(**dict(status='closed'))",
        "items.update_or_create(pk=1, defaults={'status': 'closed'})",
        "items.bulk_update(rows, ['status'])",
        "save_checked(item, by=by, status='closed')",
        "setattr(item, 'status', to)",
        "for name, value in {'status': 'closed'}.items(): setattr(item, name, value)",
        "for name, value in facts: setattr(item, name, value)",
    ],
)
def test_the_guard_sees_a_breach(breach):
    assert set(breaches(ast.parse(breach))) == {("", 1)}


def test_the_guard_lets_a_sentence_name_it():
    assert not list(breaches(ast.parse("words % {'status': item.get_status_display()}")))
