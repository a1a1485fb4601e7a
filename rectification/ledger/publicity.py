"""是否公开: what a ledger says of the publication of results. It is told by row and not taken over.

To keep a result back takes the approval of the leading group, and a publication its entry in the register, with day
and channel (docs/domain.md, 双公开); a cell of a ledger is neither.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.names.spelling import same_name
from core.workbook.cells import quoted
from core.workbook.passed_over import Remark
from core.workbook.read_rows import Row, SheetReading
from findings.models import Finding
from rectification.models import Publication

SAID = ("made_public", "kept_back_on")
SHOWN = 20


def tell_of_publication(sheets: Iterable[SheetReading], standing: Iterable[tuple[Row, Finding]]) -> None:
    """Name each row that says something of it which is not recorded so; the person confirms that it was seen."""
    recorded = _recorded(standing)
    for sheet in sheets:
        told = [_told(row) for row in _fine(sheet) if _said(row) and not _is_recorded(row, recorded.get(id(row)))]
        if told:
            more = "……" if len(told) > SHOWN else ""
            words = _(
                "what is said of publication is not taken over: enter what was published in the register of"
                " announcements, and have the leading group decide on the page of the double publication what is not,"
                " or record there its decision on paper. %(rows)s"
            )
            sheet.noted.append(Remark(words % {"rows": "；".join(told[:SHOWN]) + more}, is_doubt=True))


def _fine(sheet: SheetReading) -> list[Row]:
    return [row for row in sheet.rows if not row.errors]


def _said(row: Row) -> list[str]:
    return [row[name] for name in SAID if row[name]]


def _told(row: Row) -> str:
    said = {"row": row.number, "organization": quoted(row["organization"]), "said": "，".join(map(quoted, _said(row)))}
    return _("row %(row)d (%(organization)s): %(said)s") % said


def _is_recorded(row: Row, recorded: set[str] | None) -> bool:
    return recorded is not None and {same_name(words) for words in _said(row)} <= recorded


def _recorded(standing: Iterable[tuple[Row, Finding]]) -> dict[int, set[str]]:
    """By row, the words that an export writes of the publication of its item."""
    of_rows = {id(row): finding.item.hand_over_id for row, finding in standing if getattr(finding, "item", None)}
    public = Publication.objects.filter(side=Publication.Side.PUBLIC, hand_over__in=set(of_rows.values()))
    words: dict[int, set[str]] = defaultdict(set)
    for each in public.select_related("announcement"):
        entry = each.announcement
        labels = [each.get_status_display(), *([entry.get_ground_display()] if entry and entry.ground else [])]
        words[each.hand_over_id] = {same_name(str(label)) for label in labels}
    return {key: words[hand_over] for key, hand_over in of_rows.items()}
