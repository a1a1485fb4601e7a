"""What the office chooses about signing in: the second factor, sessions, the age of passwords, its own directory."""

from typing import Any

import environ

from config import directory


def settings_of(env: environ.Env, *, production: bool, secret_key: str) -> dict[str, Any]:
    """The settings, as the environment says."""
    return directory.settings_of(env, encrypted=production) | {
        # `required` asks whoever reads leads or administers for a second factor, and lets others have one; `local`
        # does so of those whom no directory signs in; `optional` lets everyone; `off` asks nobody.
        "SECOND_FACTOR": env("SECOND_FACTOR", default="required" if production else "off"),
        "SECOND_FACTOR_KEY": env("SECOND_FACTOR_KEY", default="") or secret_key,
        "WRONG_CODES": 10,  # of one account in an hour; see core.access.signins
        "PASSWORD_DAYS": env.int("PASSWORD_DAYS", default=0),  # after so many one is changed first; 0: never
        "FORMER_PASSWORDS": env.int("FORMER_PASSWORDS", default=5),  # so many are not taken again
        "SESSION_COOKIE_AGE": 60 * env.int("SESSION_IDLE_MINUTES", default=30),
        "SESSION_HOURS": env.int("SESSION_HOURS", default=12),  # and no longer, whatever is done in it
        "ONE_SESSION": env.bool("ONE_SESSION", default=False),  # signing in ends what the account has open elsewhere
    }
