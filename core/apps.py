from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from django.apps import AppConfig, apps
from django.conf import settings
from django.db.models.signals import post_migrate
from django.utils.module_loading import module_has_submodule

REGISTERED = (
    "duties",
    "consents",
    "steps",
    "registers",
    "menu",
    "worklist",
    "reports",
    "imports",
    "ledger",
    "panels",
    "search",
    "audit",
    "gauges",
    "archive_lines",
    "open_matters",
)
"""Modules, of an app and of its rooms, that register their part of what crosses apps."""


class CoreConfig(AppConfig):
    """Lets every app register its part of what crosses apps; keeps the calendar loaded and the trail guarded."""

    name = "core"

    def ready(self):
        discover_registered()
        post_migrate.connect(_load_calendar, sender=self)
        post_migrate.connect(_chain_traces, sender=self)
        post_migrate.connect(_expect_runs, sender=self)


def discover_registered() -> None:
    """Import every module named in `REGISTERED`, of each of our apps and of each of its rooms."""
    ours = [config for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE_DIR]
    for app in [import_module(config.name) for config in ours]:
        for package in [app, *_rooms_of(app)]:
            for name in REGISTERED:
                if module_has_submodule(package, name):
                    import_module(f"{package.__name__}.{name}")


def _rooms_of(app: ModuleType) -> list[ModuleType]:
    return [import_module(f"{app.__name__}.{found.name}") for found in iter_modules(app.__path__) if found.ispkg]


def _load_calendar(using, **kwargs):
    from core.workdays.calendar import load_statutory_days  # noqa: PLC0415 - it needs models, which are not ready above

    load_statutory_days()


def _chain_traces(using, **kwargs):
    from core.trail.chain import cover  # noqa: PLC0415 - it needs models, too
    from core.trail.rights import give_rights  # noqa: PLC0415

    cover()
    give_rights()


def _expect_runs(using, **kwargs):
    from core.operation.runs import expect_runs  # noqa: PLC0415 - the same

    expect_runs()
