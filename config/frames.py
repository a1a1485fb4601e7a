"""Room for the interpreter's frames, so that a page costs the same at whatever depth its loops happen to run."""

from collections.abc import Callable

SLOTS = 32_000  # a frame of 250 KiB: CPython then takes 512 at once, and the other half is for the frames above


def with_room(application: Callable) -> Callable:
    """The same WSGI application, called from a frame so large that all frames above it share one piece of memory.

    CPython keeps frames in pieces of 16 KiB and gives a piece back as soon as it is empty. A loop whose calls cross
    the edge of a piece asks the system for memory at every call: 2 to 30 ms a list page, by the depth of the stack
    alone. See python/cpython#142183; mended in 3.13 and 3.14, not in 3.11 and 3.12. What is not touched costs nothing.
    """

    def call(environ, start_response):
        return application(environ, start_response)

    call.__code__ = call.__code__.replace(co_stacksize=SLOTS)
    return call
