"""What the office chooses about signing in: the second factor, the age of passwords, its own directory."""

from typing import Any

import environ

from config import directory


def settings_of(env: environ.Env, *, production: bool) -> dict[str, Any]:
    """The settings, as the environment says."""
    return directory.settings_of(env, encrypted=production) | {
        # `required` asks whoever reads leads or administers for a second factor, and lets others have one; `local`
        # does so of those whom no directory signs in; `optional` lets everyone; `off` asks nobody.
        "SECOND_FACTOR": env("SECOND_FACTOR", default="required" if production else "off"),
        "PASSWORD_DAYS": env.int("PASSWORD_DAYS", default=0),  # after so many one is changed first; 0: never
        "ONE_TIME_PASSWORD_DAYS": env.int("ONE_TIME_PASSWORD_DAYS", default=14),  # so long one opens the account
        "FORMER_PASSWORDS": env.int("FORMER_PASSWORDS", default=5),  # so many are not taken again
    }
