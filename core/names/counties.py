"""Whether words name a county."""

from core.names.spelling import same_name

KINDS = ("自治县", "县", "区", "市", "旗")
"""How the names of counties end; people leave the ending out where they tell their home."""


def is_county(said: str, county: str) -> bool:
    """Whether both are the same county, however they are spelt."""
    return bool(county) and same_name(said) == same_name(county)


def names_county(said: str, county: str) -> bool:
    """Whether the words, such as the name of an office, name this county in full."""
    return bool(county) and same_name(county) in same_name(said)


def is_home_in(home: str, county: str) -> bool:
    """Whether a home is in this county: told in full (某省某市会宁县), or as it is spoken of (某省会宁, 会宁人)."""
    said = same_name(home).removesuffix("人")
    short = _without_kind(same_name(county))
    return names_county(home, county) or (len(short) > 1 and said.endswith(short))


def _without_kind(county: str) -> str:
    return next((county.removesuffix(kind) for kind in KINDS if county.endswith(kind)), county)
