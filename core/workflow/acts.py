"""An act changes something wholly or not at all, however many services take part in it.

A service is all or nothing by itself. Within an act it joins in: the first refusal ends the act and undoes it whole,
so nothing would come after a savepoint of the service's own, which costs two statements.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

from core.trail.transactions import where

P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def one_act() -> Iterator[None]:
    """Make what happens inside one act, or a part of the act it stands in. Whatever is raised undoes all of it."""
    if in_act():
        yield
        return
    with transaction.atomic():
        before, connection.act = getattr(connection, "act", None), where()
        try:
            yield
        finally:
            connection.act = before


def in_act() -> bool:
    """Whether nothing but an act is open: within a savepoint of somebody's own, others may go on after a refusal."""
    here = where()
    return here is not None and getattr(connection, "act", None) == here


def all_or_nothing(service: Callable[P, R]) -> Callable[P, R]:
    """For a service: what it changes is changed in one transaction, that of the act it takes part in or its own."""

    @wraps(service)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if in_act():
            return service(*args, **kwargs)
        with transaction.atomic():
            return service(*args, **kwargs)

    return run
