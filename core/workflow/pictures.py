"""The states of each kind of row as a picture, drawn from its table of steps: `docs/states.md`."""

from collections.abc import Iterator

from django.apps import apps
from django.urls import get_resolver
from django.utils import translation

from core.workflow.steps import OpenRows

HEAD = """# States
Which states a row has and how it moves between them, as `STEPS` of its model says; under each picture, what may be
done in each state, as the steps are declared. `manage.py draw_states` writes this page; a test holds it to the code.
"""


def states_page() -> str:
    """The page: for each kind of row a diagram (Mermaid), and a table of its states in both languages."""
    get_resolver().url_patterns  # noqa: B018 - some steps are declared beside their pages
    return "\n".join([HEAD, *(_section(model) for model in _models_with_states())])


def _models_with_states() -> Iterator[type]:
    """The kinds of rows that have a table of steps, from the lowest app up."""
    for label in ("core", "rounds", "personnel", "findings", "rectification"):
        models = apps.get_app_config(label).get_models()
        yield from sorted((model for model in models if hasattr(model, "STEPS")), key=lambda model: model.__name__)


def _section(model) -> str:
    first = model._meta.get_field("status").default
    lines = [f"## {_told(model._meta.verbose_name, 'zh-hans')} · `{model.__name__}`", "```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{_both(state.label)}" as {state.value}' for state in model.Status]
    lines += [f"    [*] --> {first.value}"]
    lines += [f"    {here.value} --> {there.value}" for here in model.STEPS for there in _in_order(model, here)]
    lines += [f"    {here.value} --> [*]" for here in model.Status if not model.STEPS.get(here)]
    lines += ["```", "", "| State | | What may be done |", "|---|---|---|"]
    lines += [f"| `{state.value}` | {_both(state.label)} | {_steps_in(model, state)} |" for state in model.Status]
    return "\n".join([*lines, ""])


def _in_order(model, here) -> list:
    return [state for state in model.Status if state in model.STEPS[here]]


def _steps_in(model, state) -> str:
    """The steps declared for this state, each once, by their names: the order in which rooms are loaded is no one's.

    Those for any state are left out.
    """
    steps = {_told(step.label, "en") for step in OpenRows(model, state.value).steps if step.states}
    return ", ".join(sorted(steps)) or "—"


def _both(words) -> str:
    return f"{_told(words, 'zh-hans')} {_told(words, 'en')}"


def _told(words, language: str) -> str:
    with translation.override(language):
        return str(words)
