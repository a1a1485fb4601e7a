"""The commands of declared steps: `POST …/{id}/<step>/`, with what the step asks as its body."""

from collections.abc import Callable, Iterable

from rest_framework import status

from core.api.views import NoBody, RowApi, command
from core.workflow.steps import Step


def commands(steps: Iterable[Step]) -> Callable[[type[RowApi]], type[RowApi]]:
    """Give an API the commands of those of the steps that declare one.

    @commands(STEPS)
    class FindingApi(PlacedApi): ...
    """

    def decorate(api: type[RowApi]) -> type[RowApi]:
        for step in steps:
            if step.command is not None:
                setattr(api, step.name, _command_of(step))
        return api

    return decorate


def _command_of(step: Step):
    declared = step.command
    if step.rows is None or step.service is None:
        raise TypeError(f"The command {step.name} does not say on which rows it may be taken, or what takes it.")
    take_step = step.service
    code = status.HTTP_201_CREATED if declared.makes else status.HTTP_200_OK

    def service(row, *, by, **body):
        made = take_step(row, by=by, **body)
        return made if declared.makes else row

    def take(self, request, pk=None):
        return self.act(service, code=code)

    take.__name__, take.__doc__, take.step = step.name, declared.says, step

    return command(
        rows=step.rows,
        body=declared.body or NoBody,
        code=code,
        url_path=step.name.replace("_", "-"),
        locked_after=step.locked_after,
    )(take)
