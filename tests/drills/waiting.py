"""Waiting for what comes true: real processes take the time they take, on a busy machine more of it."""

import time

import requests


def until(what, seconds: float, told=lambda: "", *, every: float = 0.5):
    """What comes true within so many seconds; what is `told` where it does not."""
    deadline = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < deadline, f"not within {seconds} s\n{told()}"
        time.sleep(every)
    return found


def answers(address: str) -> bool:
    """Whether a web server answers there, whatever it says."""
    try:
        requests.get(f"http://{address}/healthz/", timeout=3)
    except requests.RequestException:
        return False
    return True
