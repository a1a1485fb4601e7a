"""The ledger that offices keep of announcements."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.registers.ledger import by_number, import_register
from core.workbook.cells import choice, text
from core.workbook.dates import day
from core.workbook.ordinals import round_number
from core.workbook.schema import Column
from rounds.announcements.registers import ANNOUNCEMENTS
from rounds.models import Announcement, Round

Kind, Channel, Ground = Announcement.Kind, Announcement.Channel, Announcement.Ground
KINDS = {
    Kind.NOTICE: ["巡察公告", "公告"],
    Kind.ENTRY: ["进驻信息", "进驻", "进驻公告"],
    Kind.FEEDBACK: ["反馈情况", "反馈", "反馈公开"],
    Kind.RECTIFICATION: ["整改公开", "整改情况", "整改进展公开", "整改结果"],
    Kind.EXPOSURE: ["典型问题曝光", "曝光", "典型问题", "通报曝光"],
}
CHANNELS = {
    Channel.TELEVISION: ["电视", "电视台"],
    Channel.NEWSPAPER: ["报刊", "报纸", "日报"],
    Channel.OFFICIAL_ACCOUNT: ["微信公众号", "公众号", "微信"],
    Channel.SHORT_VIDEO: ["抖音", "短视频", "抖音APP"],
    Channel.WEBSITE: ["网站", "门户网站", "官网"],
    Channel.BULLETIN: ["党内通报", "通报"],
    Channel.BOARD: ["公示栏", "张贴", "公告栏"],
}
GROUNDS = {
    Ground.STATE_SECRET: ["国家秘密", "涉及国家秘密"],
    Ground.CASE_NOT_ANNOUNCED: ["初核立案未公布", "初核/立案未公布", "立案未公布"],
    Ground.SPECULATION: ["负面炒作", "可能引发负面炒作"],
    Ground.UNREST: ["群体性事件风险", "可能引发群体性事件"],
    Ground.SENSITIVE: ["重大敏感", "重大敏感问题"],
}

import_register(
    ANNOUNCEMENTS,
    [
        Column("kind", ["公开类型", "发布类型", "公开事项"], required=True, parse=choice(KINDS), sample="巡察公告"),
        Column("title", ["标题", "公告标题", "发布标题"], required=True, parse=text(100), sample="第十九轮巡察公告"),
        Column("decided_on", ["发布日期", "公开日期", "发布时间"], required=True, parse=day(), sample="2026-03-12"),
        Column("round", ["轮次", "巡察轮次"], parse=round_number(), sample="第十九轮"),
        Column("channel", ["发布渠道", "公开渠道", "渠道", "媒体"], parse=choice(CHANNELS), sample="微信公众号"),
        Column("link", ["链接", "网址"], parse=text(300)),
        Column("text", ["正文", "内容"], parse=text(3000)),
        Column("ground", ["不公开理由", "不公开情形"], parse=choice(GROUNDS)),
        Column("approved_by", ["不公开批准人", "批准机关"], parse=text(50)),
    ],
    label=_("Ledger of announcements"),
    same=("kind", "title", "decided_on", "channel"),
    names={"round": by_number(Round, _("“%(value)s” is no round that is entered"))},
    rights=[Right.KEEP_ROUNDS],
)
