"""The ledgers that offices keep of commitments, integrity talks, replaced members and teams that make up work."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.registers.ledger import by_number, import_register
from core.workbook.cells import name_text, several_names, text
from core.workbook.dates import day
from core.workbook.ordinals import round_number, team_number
from core.workbook.schema import Column
from personnel.conduct.registers import COMMITMENTS, MAKE_UP_ORDERS, REPLACEMENTS, TALKS
from personnel.people.named import POSTING_BY_NAME, SEVERAL_BY_NAME, TEAM_BY_NUMBER
from rounds.models import Round

ROUND = Column("round", ["轮次", "巡察轮次"], required=True, parse=round_number(), sample="第十六轮")
TEAM = Column("team", ["巡察组", "组别"], required=True, parse=team_number(), sample="第三巡察组")
TEAM_OR_ALL = Column("team", ["巡察组", "组别"], parse=team_number())

import_register(
    COMMITMENTS,
    [
        ROUND,
        TEAM,
        Column("posting", ["承诺人", "承诺人姓名", "签订人"], required=True, parse=name_text(50), sample="某某某"),
        Column(
            "signed_on",
            ["承诺书签订日期", "签订承诺书日期", "承诺日期"],
            required=True,
            parse=day(),
            sample="2022-01-04",
        ),
    ],
    label=_("Ledger of commitments"),
    same=("posting",),
    names={"posting": POSTING_BY_NAME},
    rights=[Right.KEEP_PEOPLE],
)
import_register(
    TALKS,
    [
        ROUND,
        TEAM_OR_ALL,
        Column("held_on", ["廉政谈话日期", "谈话日期", "谈话时间"], required=True, parse=day(), sample="2022-01-04"),
        Column("speaker", ["谈话人", "谈话领导"], required=True, parse=text(50), sample="市纪委书记"),
        Column("attendants", ["谈话对象", "参加谈话人员"], parse=several_names(50, max_items=500)),
        Column("record", ["谈话内容", "谈话记录"], parse=text(2000)),
    ],
    label=_("Ledger of integrity talks"),
    same=("round", "team", "held_on"),
    names={
        "round": by_number(Round, _("“%(value)s” is no round that is entered")),
        "team": TEAM_BY_NUMBER,
        "attendants": SEVERAL_BY_NAME,
    },
    rights=[Right.KEEP_PEOPLE],
)
import_register(
    REPLACEMENTS,
    [
        ROUND,
        TEAM,
        Column("posting", ["被撤换组员", "被撤换人", "撤换组员"], required=True, parse=name_text(50), sample="某某某"),
        Column("replaced_on", ["撤换日期", "撤换时间"], required=True, parse=day(), sample="2022-02-10"),
        Column("grounds", ["撤换原因", "撤换理由"], required=True, parse=text(500), sample="不担当"),
        Column("successor", ["接替人", "接替组员"], parse=name_text(50)),
    ],
    label=_("Ledger of members replaced"),
    same=("posting",),
    names={"posting": POSTING_BY_NAME, "successor": POSTING_BY_NAME},
    rights=[Right.KEEP_PEOPLE],
)
import_register(
    MAKE_UP_ORDERS,
    [
        ROUND,
        TEAM,
        Column(
            "ordered_on", ["责成补课日期", "责成日期", "责成时间"], required=True, parse=day(), sample="2022-03-10"
        ),
        Column("due_on", ["补课期限", "补课时限"], required=True, parse=day(), sample="2022-04-10"),
        Column("grounds", ["补课原因", "责成补课原因"], required=True, parse=text(500), sample="成效不明显"),
        Column("done_on", ["补课完成日期", "补课完成时间"], parse=day()),
        Column("outcome", ["补课情况", "补课结果"], parse=text(1000)),
    ],
    label=_("Ledger of teams that make up work"),
    same=("team",),
    names={"team": TEAM_BY_NUMBER},
    rights=[Right.KEEP_PEOPLE],
)
