"""What templates of letters may leave open, what each means, and how it is filled in for one inspection.

The names stand in braces, {单位}; they are Chinese, as are the letters. What only the form knows, the days and the
reason, may stay open until the letter is saved.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.documents.letter import written_day
from core.ui.context import office_name
from core.workbook.numerals import chinese_numeral
from rectification.letters.standing import Standing
from rectification.models import LADDER, LetterKind, LetterProposalFact
from rectification.models.letters import below
from rounds.models import Inspection

NAMED = re.compile(r"\{([^{}\n]{1,30})\}")
UNKNOWN_DAY = "〔日期待定〕"
NOTHING = "无"
LISTED = 60  # items that a letter lists; of more it says how many there are besides
SHORTENED = 60  # letters of a problem that a list in a letter quotes


@dataclass(frozen=True)
class Case:
    """What a letter is written about."""

    inspection: Inspection
    standing: Standing
    kind: str
    facts: tuple[LetterProposalFact, ...] = ()


@dataclass(frozen=True)
class Placeholder:
    """A name, what it means, and what it says of a case; of one that the form knows, nothing is said before."""

    name: str
    meaning: Any
    says: Callable[[Case], str] | None = None

    @property
    def written(self) -> SafeString:
        """As it is to be typed: Chinese in whichever language the page around it is."""
        return format_html('<code lang="zh-hans">{{{}}}</code>', self.name)


def _day(on: date | None) -> str:
    return written_day(on) if on else UNKNOWN_DAY


def _overdue_list(case: Case) -> str:
    """After a sentence that leads to them, numbered, one a line: the problem, its day, how long it is past."""
    late = case.standing.overdue()
    if not late:
        return ""
    lines = ["逾期未完成的事项如下："]
    lines += [
        f"{place}. 第{item.number}项“{_shortened(item.finding.text)}”，应于{_day(item.due_on)}前完成，"
        f"已逾期{(case.standing.on - item.due_on).days}天；"
        for place, item in enumerate(late[:LISTED], 1)
    ]
    if len(late) > LISTED:
        lines.append(f"另有{len(late) - LISTED}项逾期事项，详见整改台账；")
    return _ended("\n".join(lines))


def _ended(lines: str) -> str:
    return f"{lines[:-1]}。"


def _shortened(text: str) -> str:
    words = " ".join(text.split()).rstrip("。；，")
    return words if len(words) <= SHORTENED else f"{words[: SHORTENED - 1]}…"


def _facts_list(case: Case) -> str:
    """Numbered as what stands under a heading (GB/T 9704); where nothing was proposed, what is open and late."""
    if not case.facts:
        late = len(case.standing.overdue())
        return (
            f"（一）尚有{len(case.standing.open_items)}项整改事项未销号{f'，其中{late}项逾期未完成' if late else ''}。"
        )
    return _ended("\n".join(f"（{chinese_numeral(place)}）{fact.words}；" for place, fact in enumerate(case.facts, 1)))


def _letter_below(case: Case) -> str:
    kind = below(case.kind)
    issued = [letter for letter in case.standing.letters if letter.kind == kind]
    return f"{LetterKind(issued[-1].kind).label}（{issued[-1].number}）" if issued else NOTHING


def _letters_before(case: Case) -> str:
    issued = [letter for letter in case.standing.letters if letter.kind in LADDER]
    return "、".join(f"{LetterKind(each.kind).label}（{each.number}）" for each in issued) or NOTHING


PLACEHOLDERS = (
    Placeholder("单位", gettext_lazy("the organization"), lambda case: case.inspection.organization.name),
    Placeholder("轮次", gettext_lazy("the round"), lambda case: str(case.inspection.team.round)),
    Placeholder("巡察组", gettext_lazy("the team"), lambda case: str(case.inspection.team)),
    Placeholder("今日", gettext_lazy("the day on which the text is drawn up"), lambda case: _day(case.standing.on)),
    Placeholder(
        "集中整改期满日",
        gettext_lazy("the day on which focused rectification ends"),
        lambda case: _day(case.standing.focus_ends_on),
    ),
    Placeholder("事项数", gettext_lazy("how many items there are"), lambda case: str(len(case.standing.items))),
    Placeholder(
        "已销号数",
        gettext_lazy("how many of them are closed out"),
        lambda case: str(len(case.standing.items) - len(case.standing.open_items)),
    ),
    Placeholder("未销号数", gettext_lazy("how many of them are not"), lambda case: str(len(case.standing.open_items))),
    Placeholder(
        "逾期数",
        gettext_lazy("how many lie with the organization past their day"),
        lambda case: str(len(case.standing.overdue())),
    ),
    Placeholder(
        "逾期清单",
        gettext_lazy(
            "these items after a sentence that leads to them, numbered, one a line; nothing where there are none"
        ),
        _overdue_list,
    ),
    Placeholder(
        "事实清单",
        gettext_lazy("the facts for which the letter is proposed, numbered; else how many items are open and overdue"),
        _facts_list,
    ),
    Placeholder("前一级文书", gettext_lazy("the letter one step below, with its number"), _letter_below),
    Placeholder(
        "此前文书", gettext_lazy("all letters of the ladder issued before, with their numbers"), _letters_before
    ),
    Placeholder(
        "发文机关", gettext_lazy("the office that issues it, as its letters are headed"), lambda case: office_name()
    ),
    Placeholder("答复期限", gettext_lazy("the day by which an answer is owed, from the form")),
    Placeholder("最后期限", gettext_lazy("the final day of a letter of warning, from the form")),
)
BY_NAME = {each.name: each for each in PLACEHOLDERS}
FROM_FORM = {"答复期限": "answer_due_on", "最后期限": "final_on"}
"""What is filled in when the letter is saved, by the field of the letter that knows it."""


def require_known(text: str) -> str:
    """The text. Raises `ValidationError` that names what stands in braces and is no placeholder."""
    unknown = [f"{{{name}}}" for name in dict.fromkeys(NAMED.findall(text)) if name not in BY_NAME]
    if unknown:
        words = _("There is no placeholder %(names)s. Below the field stands which there are.")
        raise ValidationError(words % {"names": "、".join(unknown)})
    return text


def fill(text: str, case: Case) -> str:
    """The text with all that is known before the form is, in the language of the house."""
    with translation.override(settings.LANGUAGE_CODE):
        filled = NAMED.sub(lambda found: _said(found, case), text)
    return "\n".join(line for line in filled.splitlines() if line.strip())


def _said(found: re.Match[str], case: Case) -> str:
    placeholder = BY_NAME.get(found[1])
    if placeholder is None or placeholder.says is None:
        return found[0]
    return placeholder.says(case).replace("{", "｛").replace("}", "｝")  # what people wrote opens no place


def fill_from_form(text: str, days: Mapping[str, date | None]) -> str:
    """The text with what the form of a letter says of its days. Raises `ValidationError` for what stays open."""
    for name, field in FROM_FORM.items():
        if days.get(field):
            text = text.replace(f"{{{name}}}", written_day(days[field]))
    left = [f"{{{name}}}" for name in dict.fromkeys(NAMED.findall(text))]
    if left:
        words = _("These stay open: %(names)s. Write what is meant, or give the day.")
        raise ValidationError(words % {"names": "、".join(left)})
    return text


def _told() -> SafeString:
    names = format_html_join("；", "{} {}", ((each.written, each.meaning) for each in PLACEHOLDERS))
    return format_html(_("Filled in for each letter: {names}."), names=names)


told_placeholders = lazy(_told, str)()
"""All of them with what they mean, in the language in use."""
