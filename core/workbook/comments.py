"""What a worksheet holds beside its cells: comments on them, pictures and text boxes. No ledger is read from these."""

from dataclasses import dataclass, field

from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.xml.constants import COMMENTS_NS
from openpyxl.xml.functions import fromstring

from core.workbook.cleaning import clean_text

MOST_COMMENTS = 1000
LONGEST_COMMENT = 200
DRAWING = "drawing"


@dataclass
class Beside:
    """The comments of a worksheet by the address of their cell, and whether there are pictures or text boxes."""

    comments: dict[str, str] = field(default_factory=dict)
    has_drawings: bool = False


def beside(sheet):
    """What a worksheet of a workbook that is open for reading holds beside its cells."""
    archive, path = sheet.parent._archive, sheet._worksheet_path
    rels_path = get_rels_path(path.lstrip("/"))
    if rels_path not in archive.namelist():
        return Beside()
    found = Beside()
    for relation in get_dependents(archive, rels_path):
        if relation.Type == COMMENTS_NS and relation.target.lstrip("/") in archive.namelist():
            found.comments |= _comments(archive.read(relation.target.lstrip("/")))
        found.has_drawings = found.has_drawings or relation.Type.rpartition("/")[2] == DRAWING
    return found


def _comments(content):
    told = {}
    for place, comment in CommentSheet.from_tree(fromstring(content)).comments:
        coordinate_from_string(place)  # raises for what is no cell
        if words := clean_text(comment.content or "")[:LONGEST_COMMENT]:
            told[place] = words
        if len(told) >= MOST_COMMENTS:
            break
    return told
