"""Reading our own sources."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ["core", "rounds", "personnel", "findings", "rectification", "config"]


def modules(*apps: str) -> Iterator[tuple[str, ast.Module]]:
    """Path (relative) and syntax tree of every module of ours, migrations left out."""
    for app in apps or APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def places(tree: ast.Module, breach) -> list[int]:
    """Lines of the nodes for which `breach(node)` holds."""
    return [node.lineno for node in ast.walk(tree) if breach(node)]


def within(tree: ast.AST, name="") -> Iterator[tuple[str, ast.AST]]:
    """Every node, each with the function or class it stands in."""
    for node in ast.iter_child_nodes(tree):
        yield name, node
        opens = isinstance(node, ast.FunctionDef | ast.ClassDef)
        yield from within(node, f"{name}.{node.name}".strip(".") if opens else name)
