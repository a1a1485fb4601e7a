"""The archive list of one inspection in words, for page, paper and workbook."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from findings.models import Transfer
from rectification.archive.sets import EXPLAINED, LACKS, NOT_APPLICABLE, ON_PAPER, PREFIX, THERE, TONES, words_of
from rectification.models import ArchivedDocument
from rounds.archive.lines import Line, Stage, lines
from rounds.models import Inspection


@dataclass(frozen=True)
class ToldLine:
    """One line: how it stands and why, how many there are, what is filed of it, and where to do what lacks."""

    title: str
    standing: str
    stage: str
    remark: str = ""
    url: str = ""
    file_url: str = ""
    documents: list[ArchivedDocument] = field(default_factory=list)
    key: str = ""

    @property
    def state(self) -> str:
        return words_of(self.standing)

    @property
    def tone(self) -> str:
        return TONES[self.standing]

    @property
    def is_lacking(self) -> bool:
        return self.standing == LACKS


def lines_told(inspection: Inspection, user: Any) -> list[ToldLine]:
    """Every line of an inspection that came with `with_lines`, by stage; at the end what no line names."""
    filed = list(ArchivedDocument.objects.visible_to(user).standing().filter(inspection=inspection))
    told = [_told(line, inspection, user, [each for each in filed if each.line == line.key]) for line in lines]
    told += _transfers(inspection, user)
    rest = [each for each in filed if not each.line]
    if rest:
        title = pgettext("archive", "Other documents")
        told.append(ToldLine(title, ON_PAPER, pgettext("archive", "Others"), documents=rest))
    return told


def by_stage(told: Iterable[ToldLine]) -> list[tuple[str, list[ToldLine]]]:
    """The lines of each stage."""
    return [(stage, list(each)) for stage, each in groupby(told, key=lambda line: line.stage)]


def _address(line: Line, standing: str, inspection: Inspection, user: Any) -> str:
    """Where what is there stands, or where what lacks is made; no form for one more of what is there."""
    if line.entries is None or standing in {LACKS, EXPLAINED}:
        return line.url(inspection)
    entry = line.entries(inspection, user).first() if standing == THERE else None
    return entry.get_absolute_url() if entry else ""


def _told(line: Line, inspection: Inspection, user: Any, filed: list[ArchivedDocument]) -> ToldLine:
    standing = getattr(inspection, f"{PREFIX}{line.key}")
    count = getattr(inspection, f"count_{line.key}", None)
    why = next((each.missing_why for each in reversed(filed) if each.missing_why), "")
    remarks = {LACKS: line.lack, NOT_APPLICABLE: line.otherwise, EXPLAINED: why}
    of_count = _("%(count)s in all") % {"count": count} if count else ""
    asked = urlencode({"inspection": inspection.pk, "line": line.key})
    return ToldLine(
        str(line.title),
        standing,
        str(Stage(line.stage).label),
        str(remarks.get(standing, of_count)),
        _address(line, standing, inspection, user),
        f"{reverse('rectification:archived_document_add')}?{asked}",
        [each for each in filed if not each.missing_why],
        line.key,
    )


def _transfers(inspection: Inspection, user: Any) -> list[ToldLine]:
    """How many lists of transfer there are, for who may know of them; nothing of a lead."""
    count = Transfer.objects.visible_to(user).filter(lead__inspection=inspection).count()
    remark = _("%(count)s in all") % {"count": count}
    title = pgettext("archive", "Lists of transfer")
    return [ToldLine(title, THERE, pgettext("archive", "Others"), remark)] if count else []
