"""The headings of the monthly workbook: offices lay month beside month, so a heading changes only on purpose."""

from django.utils import translation

from core.reports.sheets import sheets

HEADINGS = {
    "轮次概览": "轮次 届次 类别 主题 巡察组 进驻党组织 其中“回头看” 计划进驻日期 进驻结束日期 状态",
    "巡察问题台账": (
        "序号 轮次 巡察组 被巡察党组织 编号 一级分类 二级分类 问题表现 整改时限类型 整改期限 发现日期 "
        "反馈日期 本月新增"
    ),
    "整改汇总表": "序号 轮次 巡察组 被巡察党组织 应整改 已完成 基本完成 未完成 其中长期坚持 已逾期 完成率",
    "整改台账": (
        "序号 轮次 巡察组 被巡察党组织 序号 一级分类 二级分类 问题表现 整改目标 整改措施 责任领导 "
        "责任部门 整改时限类型 完成时限 上报完成情况 完善制度（项） 挽回损失 核查结论 核查日期 销号日期 "
        "状态"
    ),
    "逾期清单": "序号 轮次 巡察组 被巡察党组织 事项 责任方 完成时限 逾期天数 状态",
    "会议": "序号 召开日期 类别 听取汇报的轮次 议题 议定事项",
    "公开公告": "序号 标题 类别 日期 渠道 轮次 被巡察党组织 不公开理由",
    "制度办法": "序号 标题 文号 制定主体 施行日期 替代 废止日期",
    "挂职锻炼": "序号 姓名 派出单位 挂职单位 层级 开始日期 计划结束日期 解除日期 鉴定等次",
    "表彰与使用": "序号 姓名 工作单位 类别 决定日期 审定人 文件",
    "整改建议书": "序号 文号 党组织 下发日期 建议内容 答复期限 答复日期",
    "问责": "序号 日期 类别 党组织 人员 事由 文号",
    "线索汇总（不含姓名）": "序号 线索编号 轮次 巡察组 被巡察党组织 涉及纪律 分类处置建议 移交日期 办结日期 本月新增",
}


def test_the_sheets_have_the_headings_that_offices_know():
    with translation.override("zh-hans"):
        found = {str(sheet.title): " ".join(str(column.title) for column in sheet.columns) for sheet in sheets}
    assert found == HEADINGS
