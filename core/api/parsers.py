"""Reading bodies: as long as a form may be, and no deeper than can be read."""

import json

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class LimitedJSONParser(JSONParser):
    """JSON of a bearable length and depth, of letters that can be written down again."""

    def parse(self, stream, media_type=None, parser_context=None):
        """The body as Python values; Django's own limit does not hold for a stream that is read past it."""
        length = parser_context["request"].META.get("CONTENT_LENGTH") or 0
        if int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig
        try:
            content = super().parse(stream, media_type, parser_context)
            _refuse_half_letters(content)
        except RecursionError as error:
            raise ParseError from error
        return content


def _refuse_half_letters(content) -> None:
    """JSON can escape the half of a letter (a lone surrogate), which no answer, no database and no log can hold."""
    try:
        json.dumps(content, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ParseError from error
