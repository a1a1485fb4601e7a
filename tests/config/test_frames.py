"""Room for frames: no depth of the stack is dearer than another."""

import resource
import threading

from config.frames import with_room

CALLS = 300


def leaf():
    return None


def descend(depth):
    """Go down, then call often from there."""
    if depth:
        return descend(depth - 1)
    for _ in range(CALLS):
        leaf()
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt


def faults_at(depth, application) -> int:
    """How often the system had to hand out memory during one request that loops at this depth."""
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    return application({"depth": depth}, None) - before


def dearest(application) -> int:
    """The most that any depth costs, measured in a thread as the web server has them."""
    costs = []
    thread = threading.Thread(target=lambda: costs.extend(faults_at(depth, application) for depth in range(400)))
    thread.start()
    thread.join()
    return max(costs)


def test_no_depth_asks_for_memory_at_every_call():
    assert dearest(with_room(lambda environ, start_response: descend(environ["depth"]))) < CALLS / 2


def test_the_application_is_given_its_arguments_and_its_answer_is_passed_on():
    application = with_room(lambda environ, start_response: [environ, start_response])
    assert application("environ", "start") == ["environ", "start"]
