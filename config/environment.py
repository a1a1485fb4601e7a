"""`python -m config.environment FOLDER --host NAME`: the settings of a new installation, with secrets of its own.

Written from `deploy/*.example`, each file for those alone who need it. What is there already is not touched.
"""

import argparse
import re
import secrets
import sys
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[1] / "deploy"
HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
MODES = {"environment": 0o640, "owner": 0o600, "redis": 0o640}


def write_environment(folder: Path, host: str) -> list[Path]:
    """Write the three files. Raises `FileExistsError` if one is there, and `ValueError` for what is no host's name."""
    if not HOST.fullmatch(host):
        raise ValueError(f"“{host}” is no name of a host, as people will type it: inspection.city")
    told = {"host": host, "secret": secrets.token_urlsafe(60), "redis": secrets.token_urlsafe(24)}
    targets = {name: folder / name for name in MODES}
    if there := [str(path) for path in targets.values() if path.exists()]:
        raise FileExistsError(f"There already, and left as they are: {', '.join(there)}")
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    for name, path in targets.items():
        example = (EXAMPLES / f"{name}.example").read_text(encoding="utf-8")
        path.touch(mode=MODES[name])
        path.write_text(example.format(**told, password=secrets.token_urlsafe(24)), encoding="utf-8")
    return list(targets.values())


def main() -> None:
    """Write them, or say in one message why not."""
    parser = argparse.ArgumentParser(prog="python -m config.environment", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--host", required=True, help="the name people will type: inspection.city")
    told = parser.parse_args()
    try:
        written = write_environment(told.folder, told.host)
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    print("\n".join(map(str, written)))


if __name__ == "__main__":
    main()
