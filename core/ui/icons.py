"""Icons: outline SVGs of the Tabler set, read from its package and set into the page by the server."""

import re
from functools import cache

from django.utils.safestring import SafeString, mark_safe

from core.ui.finders import packages_dir

_shapes = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_frame = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none" ?/>')


@cache
def shapes(name) -> SafeString:
    """The drawing of an icon without its frame; empty for an icon that is not there."""
    path = packages_dir() / "@tabler/icons/icons/outline" / f"{name}.svg"
    if not path.exists():
        return mark_safe("")
    drawing = _frame.sub("", _shapes.search(path.read_text()).group(1))
    return mark_safe(" ".join(drawing.split()))  # noqa: S308 - a file of a pinned package, not input
