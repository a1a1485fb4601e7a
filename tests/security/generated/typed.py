"""What may come in a form's fields: what no field takes, what no encoding holds, more than any field keeps."""

import re
from html import unescape
from urllib.parse import quote_from_bytes

from hypothesis import strategies as st

FIELD = re.compile(r'<(?:input|select|textarea)\b[^>]*?\bname="([^"]+)"(?:[^>]*?\bvalue="([^"]*)")?', re.DOTALL)
URLENCODED = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=border"
CONTENT_TYPES = [URLENCODED, URLENCODED, PARTS, PARTS, "multipart/form-data", "text/plain", "application/json", "x"]
NASTY = [
    *(
        "",
        " ",
        "\r\n",
        "\t1",
        "a\0b",
        "\ud800",
        "\udfff甲",
        "\u202e反",
        "\ufeff",
        "🀄" * 200,
        "长" * 300,
        "x" * 100_000,
    ),
    *("１２３", "-1", "0", "9" * 25, "9" * 5000, "1e400", "NaN", "Infinity", "1,000", "٣", "½", "0x10", "1_000"),
    *("0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "２０２６-01-01", "2026年2月底", "-5"),
    *("nothing of these", "__all__", "None", "true", "{}", "[]", "1000", "1000000", "../../etc/passwd", "%00", "%s"),
]


def fields_on(page: str) -> dict[str, str]:
    """The fields of the page's longest form, as a browser would send them untouched."""
    forms = re.findall(r'<form\b[^>]*\bmethod="post".*?</form>', page, re.DOTALL | re.IGNORECASE)
    return {name: unescape(value) for name, value in FIELD.findall(max(forms, key=len, default=""))}


def values() -> st.SearchStrategy:
    """One value, or several under the same name."""
    one = st.one_of(
        st.sampled_from(NASTY),
        st.text(st.characters(), max_size=40),
        st.integers().map(str),
        st.dates().map(str),
        st.decimals().map(str),
    )
    return st.one_of(one, one, st.lists(one, min_size=2, max_size=3))


@st.composite
def sent(draw, good: dict):
    """What is typed beside what a field takes, and the content type it is sent under."""
    spoilt = draw(st.lists(st.sampled_from(sorted(good)), min_size=1, max_size=4, unique=True))
    return {name: draw(values()) for name in spoilt}, draw(st.sampled_from(CONTENT_TYPES))


def encoded(pairs: dict, content_type: str) -> bytes:
    """The content, with whatever a text holds written down byte by byte."""
    flat = [(name, each) for name, value in pairs.items() for each in (value if isinstance(value, list) else [value])]
    raw = [(name.encode(), str(value).encode("utf-8", "surrogatepass")) for name, value in flat]
    if content_type.startswith("multipart"):
        head = b'--border\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n'
        return b"".join(head % pair for pair in raw) + b"--border--\r\n"
    return "&".join(f"{quote_from_bytes(name)}={quote_from_bytes(value)}" for name, value in raw).encode()
