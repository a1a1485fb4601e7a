"""Files as offices attach them, small and real by their content."""

import base64
import io

from openpyxl import Workbook

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def scan(name):
    """A scanned page."""
    return name, PDF


def photo(name):
    """A photograph."""
    return name, PNG


def ledger(name):
    """A small workbook."""
    content = io.BytesIO()
    Workbook().save(content)
    return name, content.getvalue()
