"""Which release of the program this is."""

import tomllib

from django.conf import settings


def program_version() -> str:
    """As pyproject.toml says it."""
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]["version"]
