"""`python -m config.embedded start|stop|stop-if-idle|remove|env` for this checkout's embedded servers."""

import argparse
import shlex
import sys

from config import embedded


def print_environment() -> None:
    """Lines for a shell's `eval`, to reach the servers with other tools."""
    for variable in embedded.ADDRESSES:
        sys.stdout.write(f"export {variable}={shlex.quote(embedded.address(variable))}\n")


ACTIONS = {
    "start": embedded.ensure,
    "stop": embedded.stop,
    "stop-if-idle": lambda: embedded.stop(only_if_idle=True),
    "remove": embedded.remove,
    "env": print_environment,
}


def main() -> None:
    """Do one action; a failure is one message."""
    parser = argparse.ArgumentParser(prog="python -m config.embedded", description=__doc__)
    parser.add_argument("action", choices=ACTIONS)
    try:
        ACTIONS[parser.parse_args().action]()
    except embedded.EmbeddedError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
