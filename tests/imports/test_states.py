"""How far a finding is put right, as ledgers tell it: by words, signs and shares."""

import pytest

from core.workbook.cells import BadValue, choice
from core.workbook.values import Shown
from rectification.ledger.schema import YES_OR_NO
from rectification.ledger.states import completion
from rectification.models import Item

DONE, MOSTLY, OPEN = Item.Completion.DONE, Item.Completion.MOSTLY, Item.Completion.NOT_DONE


@pytest.mark.parametrize(
    ("state", "written"),
    [
        *((DONE, words) for words in ("已完成", "完成。", "已整改", "整改完成", "已整改到位", "全部整改到位", "销号")),
        *((DONE, sign) for sign in ("√", "✓", "✔", "✔\ufe0f", "☑", "✅", "是", "Y", "V", "对勾", 1, True)),
        *((DONE, share) for share in ("100%", "１００％", "100.00%", "完成 100%", "已完成（100%）", "完成率：100%")),
        *(
            (DONE, words)
            for words in (
                "已完成并长期坚持",
                "已完成，长期坚持",
                "整改完成（长期坚持）",
                "已完成/长期坚持",
                "整改完毕",
            )
        ),
        (DONE, Shown(1, "100%", None)),
        *((MOSTLY, words) for words in ("基本完成", "基本整改到位", "阶段性完成", "基本完成（90%）", "部分完成")),
        *((MOSTLY, words) for words in ("基本完成并长期坚持", "取得阶段性成果并持续整改")),
        *((OPEN, words) for words in ("未完成", "正在推进", "正在整改中", "有序推进", "在办", "整改中（60%）")),
        *((OPEN, sign) for sign in ("×", "✗", "X", "否", "N", "❌", "0%", 0, False)),
        *((OPEN, words) for words in ("持续推进并长期坚持", "未销号")),
    ],
)
def test_states_are_read(state, written):
    assert completion()(written) is state


@pytest.mark.parametrize(
    ("written", "cause"),
    [
        *((words, "期限") for words in ("长期坚持", "常态化", "长期坚持。")),
        *((share, "不能确定") for share in ("80%", "99.9%", "120%", "已完成（80%）", "未完成 100%", "基本完成100%")),
        *(
            (words, "不在可选范围")
            for words in ("有", "差不多", "○", "已于2026年10月完成", 0.5, "60", "部分", "完成 一半")
        ),
    ],
)
def test_what_tells_no_state_is_refused(written, cause):
    with pytest.raises(BadValue, match=cause):
        completion()(written)


@pytest.mark.parametrize(
    ("kept_up", "written"),
    [
        *((True, words) for words in ("是", "√", "有", "长期坚持", "常态化。", "需要", "Yes", 1)),
        *((False, words) for words in ("否", "×", "/", "无", "不涉及", "No", 0)),
    ],
)
def test_whether_it_is_kept_up_is_read(kept_up, written):
    assert choice(YES_OR_NO)(written) is kept_up


def test_what_does_not_say_whether_it_is_kept_up_is_refused():
    with pytest.raises(BadValue, match="是、否"):
        choice(YES_OR_NO)("看情况")
