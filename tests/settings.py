"""The project's settings as the tests want them. Loading this is an entry point: it starts the servers."""

from config import embedded

embedded.ensure()

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"
