"""What somebody typed to run elsewhere: on a page for every role, in a workbook, in a document, in a template.

Stored XSS, formula injection, template injection.
"""

import io
import re
import zipfile

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat
from openpyxl import load_workbook

from core.models import Attachment
from findings.models import Disposal, Lead
from personnel.models import User

SCRIPT = "<script>x(1)</script>"
ATTRIBUTE = '"onload=x(1) a="'
PAYLOAD = f"=1+1{SCRIPT}{ATTRIBUTE}{{{{7*7}}}}{{% now %}}"
SHORTEST = len(PAYLOAD)
FIELD = re.compile(r"<w:instrText\b[^>]*>([^<]*)<|<w:fldSimple\b[^>]*\bw:instr=\"([^\"]*)\"")
FROM_ELSEWHERE = re.compile(r"<w:altChunk\b|\bTargetMode=\"External\"")
LOOKED_UP = {
    "path",
    "url",
    "key",
    "kind",
    "file",
    "content_type",
    "sha256",
    "digest",
    "drawing",
    "signature_digest",
    "username",
    "password",
    "email",
    "drawn_for",
}


def text_fields(row) -> list[str]:
    """Fields of a row that hold what somebody typed."""
    return [
        field.name
        for field in row._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in LOOKED_UP
        and (field.max_length or SHORTEST) >= SHORTEST
    ]


def poison(world, cast) -> None:
    """The payload in every text of every row; a lead says its secret before it."""
    Disposal.objects.create(
        transfer=world.transfer, method="inquiry", decided_on="2026-11-01", note="x", reported_by=cast["discipline"]
    )
    rows = [*vars(world).values(), *Disposal.objects.all(), *User.objects.all(), *Attachment.objects.all()]
    for place, row in enumerate(rows):
        if names := text_fields(row):
            type(row)._base_manager.filter(pk=row.pk).update(**{name: _poisoned(row, name, place) for name in names})


def _poisoned(row, name: str, place: int):
    field = row._meta.get_field(name)
    if isinstance(row, Lead) and (field.max_length or 1000) > 2 * SHORTEST:
        return Concat(Value(PAYLOAD), F(name), output_field=models.TextField())
    return PAYLOAD + str(place) if field.unique else PAYLOAD


def is_alive(body: str) -> bool:
    """Whether the payload would run, or was taken for a template."""
    return SCRIPT in body or ATTRIBUTE in body or is_computed(body)


def is_computed(text: str) -> bool:
    """Whether the payload was taken for a template."""
    return "=1+149" in text


def fields_of(content: bytes) -> list[str]:
    """What a document would look up when it is opened, but for the number of a page."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = "".join(archive.read(name).decode("utf8", "replace") for name in archive.namelist())
    fields = ["".join(found).strip() for found in FIELD.findall(parts)]
    return [field for field in fields if field != "PAGE"] + FROM_ELSEWHERE.findall(parts)


def formulas(content: bytes) -> list[str]:
    """Cells of a workbook that would be computed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
    raw = ["a part with a formula" for part in parts if b"<f>" in part or b"<f " in part]
    book = load_workbook(io.BytesIO(content))
    return raw + [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
