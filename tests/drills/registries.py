"""How this machine reaches its package registries."""

import os
import re

KNOWN = re.compile("(https?_proxy|no_proxy|pip_.*|npm_config_.*|ssl_cert_file|node_extra_ca_certs)")


def network() -> dict[str, str]:
    """What its environment says of them; an installation's own settings are none of these."""
    return {name: value for name, value in os.environ.items() if KNOWN.fullmatch(name.lower())}
