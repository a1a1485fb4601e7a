"""The ladder of five letters: past ones of each kind, several steps of it in round 18, and what is proposed today."""

from datetime import date, timedelta

from config.demo.cast import Cast
from config.demo.live import LiveRounds, before
from config.demo.registers.past import COUNTED_ON, rectified_by
from config.demo.writing import Writer, weekday
from core.trail.recording import acting
from rectification.letters.drafting import wording
from rectification.letters.placeholders import fill_from_form
from rectification.letters.proposing import dismiss_proposal, propose_letters
from rectification.letters.services import issue, owe_answer
from rectification.models import LADDER, Letter, LetterKind, LetterProposal
from rounds.models import Inspection

PREFIX = dict(zip(LADDER, ("巡督", "巡指", "巡提", "巡告", "巡责"), strict=True))
PAST = (5, 3, 2, 1, 1)
"""How many of each kind were issued since; who was warned was urged, guided and reminded before."""
PAST_TEXT = (
    "{round}巡察反馈以来，你单位部分整改事项逾期未完成。请党组织主要负责人切实履行第一责任人责任，逐项分析原因、明确责任和时限，"
    "并按期书面答复。"
)
ANSWERED = "已召开党组会议专题研究，对逾期事项逐项明确责任领导和完成时限，目前正按要求推进。"
LIVE = {
    7: ((LetterKind.SUPERVISION, 38, True), (LetterKind.GUIDANCE, 17, False)),
    8: (
        (LetterKind.SUPERVISION, 62, True),
        (LetterKind.GUIDANCE, 45, True),
        (LetterKind.REMINDER, 28, True),
        (LetterKind.WARNING, 9, False),
    ),
    9: ((LetterKind.SUPERVISION, 20, True),),
    0: ((LetterKind.SUPERVISION, 2, False),),
}
"""Of round 18, by the place of the inspection: what was issued how many days ago, and whether it was answered."""
DISMISSED = "该单位主要负责人已于上周到巡察办当面汇报，逾期事项正在集中办理，暂不发函，下月再视情况研究。"


def load_ladder(writer: Writer, cast: Cast, live: LiveRounds) -> None:
    """Write them as the office issued them, with receipts and answers."""
    letters = [*_past(writer), *_live(live)]
    letters.sort(key=lambda letter: letter.issued_on)
    last: dict[tuple[str, int], int] = {}
    with acting(cast.office):
        for letter in letters:
            key = letter.kind, letter.issued_on.year
            last[key] = last.get(key, 0) + 1
            letter.number = f"{PREFIX[LetterKind(letter.kind)]}〔{letter.issued_on.year}〕{last[key]}号"
        for letter in letters:
            letter.text = letter.text or _text(letter)
            letter.save()
            owe_answer(letter, cast.office)
            if not letter.receipted_on:
                issue(letter, cast.office)


def load_proposals(cast: Cast) -> None:
    """Hold round 18 against the rules, as every night; the office decided against one."""
    with acting(task="propose_letters"):
        propose_letters()
    waiting = LetterProposal.objects.waiting().order_by("pk")
    if len(waiting) > 1:
        dismiss_proposal(waiting.last(), by=cast.office, reason=DISMISSED)


def _past(writer: Writer) -> list[Letter]:
    """In rounds 15 to 17, half-way through focused rectification and on."""
    chosen = rectified_by(COUNTED_ON)[-60::12]
    letters = []
    for place, hand_over in enumerate(chosen):
        for step, kind in enumerate(LADDER):
            if place < PAST[step]:
                on = weekday(hand_over.focus_ends_on - timedelta(days=60 - 25 * step))
                letters.append(_letter(hand_over.inspection, kind, on, is_answered=True))
                letters[-1].text = PAST_TEXT.format(round=hand_over.inspection.team.round)
    return letters


def _live(live: LiveRounds) -> list[Letter]:
    return [
        _letter(live.rectifying[place], kind, before(live.today, days), is_answered=answered)
        for place, issued in LIVE.items()
        for kind, days, answered in issued
    ]


def _letter(inspection: Inspection, kind: str, on: date, *, is_answered: bool) -> Letter:
    answered_on = weekday(on + timedelta(days=9)) if is_answered else None
    is_receipted = is_answered or kind != LetterKind.SUPERVISION
    return Letter(
        organization=inspection.organization,
        inspection=inspection,
        kind=kind,
        issued_on=on,
        answer_due_on=on + timedelta(days=15),
        final_on=on + timedelta(days=40) if kind == LetterKind.WARNING else None,
        receipted_on=weekday(on + timedelta(days=1)) if is_receipted else None,
        receipt_document="签收回执" if is_receipted else "",
        answered_on=answered_on,
        answer=ANSWERED if is_answered else "",
    )


def _text(letter: Letter) -> str:
    """The template as it would be filled in on that day."""
    days = {"answer_due_on": letter.answer_due_on, "final_on": letter.final_on}
    return fill_from_form(wording(letter.inspection, letter.kind, letter.issued_on), days)
