"""How far a finding is put right, in the words, signs and shares by which ledgers tell it."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from core.workbook.cells import BadValue, Parser, as_text, choice, quoted
from core.workbook.cleaning import narrow
from rectification.models import Item

Completion = Item.Completion
COMPLETIONS = {
    Completion.NOT_DONE: [
        *("未完成", "正在整改", "整改中", "持续整改", "未整改", "尚未完成", "未启动", "未办结"),
        *("正在推进", "推进中", "进行中", "正在办理", "持续推进", "没有完成", "没完成", "未整改到位", "未整改完成"),
        *("正在整改中", "持续整改中", "整改推进中", "正在推进中", "正在进行", "正在进行中", "正在落实", "落实中"),
        *("有序推进", "稳步推进", "办理中", "在办", "未销号", "尚未整改", "尚未启动", "未开展", "逾期未完成"),
        *("未整改完毕", "正在抓紧整改", "抓紧整改", "未落实", "未落实到位"),
        *("否", "×", "✗", "✘", "✖", "❌", "x", "n", "no", "打叉", "☐", "□", "0", "FALSE"),
    ],
    Completion.MOSTLY: [
        *("基本完成", "取得阶段性成果", "取得阶段性成果并持续整改", "阶段性完成", "阶段性成果", "取得阶段性成效"),
        *("基本整改到位", "基本完成整改", "基本完成并持续整改", "部分完成", "基本整改完成", "基本整改", "基本到位"),
    ],
    Completion.DONE: [
        *("已完成", "完成", "已整改", "整改完成", "已完成整改", "完成整改", "已整改完成", "整改到位", "已整改到位"),
        *("全部完成", "已办结", "办结", "已销号", "已全部完成", "全部整改完成", "全部整改到位", "已到位", "销号"),
        *("整改完毕", "已整改完毕", "全面完成", "已全面完成", "已落实", "落实到位", "已落实到位"),
        *("是", "√", "✓", "✔", "✔\ufe0f", "☑", "☑\ufe0f", "✅", "v", "y", "yes", "对勾", "打勾", "1", "TRUE"),
    ],
}
_share = re.compile(r"[,:(]?(?:(?:整改)?(?:完成)?率|(?:整改)?进度)?[,:]?(\d{1,3}(?:\.\d+)?)%\)?")
_lasting = re.compile(r"(?:并|且|[,;、/(])+(?:长期坚持|持续坚持|常态化坚持|持续巩固|长期巩固)\)?$")
LASTING = frozenset({"长期坚持", "持续坚持", "常态化", "常态化坚持", "长期整改"})
WHOLE = 100
LONGEST = 60  # letters; what is longer is no state


def completion() -> Parser:
    """已完成, √, 100%, 已完成（100%）, 已完成并长期坚持 -> done. Any other share tells no state by itself."""
    chosen = choice(COMPLETIONS)

    def read(value: object, unit: str) -> Completion:
        words = narrow(as_text(value)).rstrip("。.;,、")
        if words in LASTING:
            said = _("“%(value)s” says for how long, not how far; write one of: %(options)s")
            raise BadValue(said % {"value": quoted(value), "options": "、".join(chosen.options)})
        if len(words) > LONGEST:
            return chosen(value, unit)
        share = _share.search(words)
        rest = _lasting.sub("", _share.sub("", words, count=1))
        if share is None:
            return chosen(rest or value, unit)
        return _of_share(value, float(share.group(1)), chosen(rest, unit) if rest else None)

    return replace(chosen, read=read)


def _of_share(value: object, share: float, said: Completion | None) -> Completion:
    """The state that a share and the words beside it, if any, tell together."""
    if said is None and share in (0, WHOLE):
        return Completion.DONE if share else Completion.NOT_DONE
    if said is None or share > WHOLE or (said == Completion.DONE) != (share == WHOLE):
        words = _("“%(value)s” tells no state for certain; write one of: %(options)s")
        options = "、".join(names[0] for names in COMPLETIONS.values())
        raise BadValue(words % {"value": quoted(value), "options": options})
    return said
