"""Letters: 28 suggestions by 15 October 2022, a few each year since, two unanswered; the ladder, and proposals."""

from datetime import date, timedelta

from config.demo.cast import Cast
from config.demo.live import LiveRounds, before
from config.demo.registers.ladder import load_ladder
from config.demo.registers.past import COUNTED_ON, rectified_by
from config.demo.writing import Writer, weekday
from core.trail.recording import acting
from rectification.letters.services import issue, owe_answer
from rectification.models import Letter

ISSUED = 28
SINCE = 5
TEXTS = [
    "对专项资金拨付不及时、监管不到位的问题，建议健全资金监管制度，明确审批时限和责任人。",
    "对“三重一大”事项集体决策流于形式的问题，建议修订议事规则，重大事项会前充分酝酿并如实记录。",
    "对公务接待和车辆使用管理不规范的问题，建议开展一次全面自查，完善审批和公示制度。",
    "对基层党组织生活不经常、不严肃的问题，建议建立季度督查通报制度，落实班子成员联系点责任。",
    "对工程项目招投标把关不严的问题，建议会同财政、审计等部门梳理廉政风险点，健全内控机制。",
    "对惠民补贴发放存在错漏的问题，建议逐户核对发放对象，建立动态调整和公开公示机制。",
    "对巡察反馈问题整改进度缓慢的问题，建议党组织主要负责人带头认领，逐项明确完成时限。",
    "对选人用人程序不规范、档案材料不齐全的问题，建议对近三年任免事项逐一补正。",
]
ANSWERS = [
    "已召开党组会议专题研究，修订相关制度并印发执行，明确分管领导和责任科室，整改情况纳入年度考核。",
    "已对照建议逐项自查，涉及款项全部清退，责任人已作检查，长效机制正在完善。",
    "已成立专班推进，建议事项全部完成，下一步按季度开展“回头看”，防止反弹。",
    "已组织相关人员学习有关规定，补齐缺失材料，健全台账，整改结果已在单位内部公示。",
]


def load_letters(writer: Writer, cast: Cast, live: LiveRounds) -> None:
    """Write them as the office entered them, and the answers as they came."""
    today = live.today
    chosen = writer.random.sample(rectified_by(COUNTED_ON - timedelta(days=60)), ISSUED)
    dated = [(each, min(writer.after(each.focus_ends_on, 5, 45), COUNTED_ON)) for each in chosen]
    later = writer.random.sample(rectified_by(COUNTED_ON), SINCE)
    dated += [
        (each, writer.after(COUNTED_ON, 30 + 240 * place, 200 + 240 * place)) for place, each in enumerate(later)
    ]
    letters = _numbered([_letter(writer, each.inspection, on) for each, on in dated if on < today])
    open_ones = _numbered(
        [_letter(writer, live.rectifying[at], before(today, days)) for at, days in ((0, 12), (6, 40))]
    )
    with acting(cast.office):
        for letter in [*letters, open_ones[0]]:
            letter.receipted_on, letter.receipt_document = weekday(letter.issued_on + timedelta(days=2)), "签收回执"
        Letter.objects.bulk_create([*letters, *open_ones])
        for letter in [*letters, *open_ones]:
            owe_answer(letter, cast.office)
        for letter in open_ones[1:]:
            issue(letter, cast.office)
    for letter in letters:
        with acting(cast.speakers[letter.organization_id]):
            _answer(writer, letter)
    load_ladder(writer, cast, live)


def _letter(writer: Writer, inspection, issued_on: date) -> Letter:
    return Letter(
        organization=inspection.organization,
        inspection=inspection,
        issued_on=issued_on,
        text=writer.pick(TEXTS),
        answer_due_on=issued_on + timedelta(days=30),
    )


def _numbered(letters: list[Letter]) -> list[Letter]:
    """In the order of their days, counted anew each year."""
    letters.sort(key=lambda letter: letter.issued_on)
    last: dict[int, int] = {}
    for letter in letters:
        year = letter.issued_on.year
        last[year] = last.get(year, 0) + 1
        letter.number = f"巡建〔{year}〕{last[year]}号"
    return letters


def _answer(writer: Writer, letter: Letter) -> None:
    """What came within the month, and now and then some days late."""
    letter.answer = writer.pick(ANSWERS)
    letter.answered_on = writer.after(letter.issued_on, 14, 34)
    letter.save()
    owe_answer(letter, None)
