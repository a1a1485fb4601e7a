"""How often something may be done, as the settings say it: `600/min`. Needs no settings itself."""

import re

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
RATE = re.compile(r"(\d{1,9})/([smhd])[a-z]*")


def parse_rate(rate: str) -> tuple[int, int]:
    """`"600/min"` as (600, 60); ValueError for what is no rate."""
    told = RATE.fullmatch(rate)
    if told is None:
        raise ValueError(rate)
    return int(told[1]), SECONDS[told[2]]
