"""The taxonomies of findings that every installation starts with (docs/domain.md, classification).

The first-level titles are the published ones; the second-level titles are the everyday ones of the ledgers.
"""

from datetime import date

from core.workflow.acts import all_or_nothing
from findings.models import Category, CategoryScheme

SCHEMES = {
    ("六围绕一加强", date(2015, 1, 1)): {
        "党的领导": ["政治纪律和政治规矩", "决策部署落实", "民主集中制"],
        "党的建设": ["基层党建", "党内政治生活", "党员教育管理"],
        "全面从严治党": ["主体责任", "监督责任", "压力传导"],
        "党风廉政建设": ["作风建设", "财务管理", "工程项目", "廉洁风险防控"],
        "意识形态工作": ["意识形态责任制", "阵地管理"],
        "选人用人": ["干部选任", "干部监督", "班子建设"],
        "巡察整改": ["整改责任", "举一反三"],
    },
    ("三个聚焦", date(2018, 1, 1)): {
        "聚焦党的路线方针政策和党中央决策部署落实": [
            "政治学习",
            "决策部署落实",
            "意识形态责任制",
            "重大风险防范",
            "乡村振兴",
            "生态环保",
        ],
        "聚焦群众身边腐败问题和不正之风": ["作风建设", "财务管理", "工程项目", "廉洁风险防控", "惠民政策落实"],
        "聚焦基层党组织领导班子和干部队伍建设": ["班子建设", "选人用人", "基层党建", "党员教育管理"],
        "巡视巡察反馈问题整改": ["整改责任", "举一反三"],
    },
    ("四个落实", date(2024, 1, 1)): {
        "党的理论路线方针政策和决策部署落实": [
            "政治学习",
            "决策部署落实",
            "意识形态责任制",
            "乡村振兴",
            "生态环保",
            "安全发展",
            "民生保障",
            "职能职责履行",
        ],
        "全面从严治党责任落实": [
            "主体责任",
            "监督责任",
            "作风建设",
            "财务管理",
            "工程项目",
            "廉洁风险防控",
        ],
        "新时代党的组织路线落实": ["班子建设", "选人用人", "基层党建", "党员教育管理", "民主集中制"],
        "巡视巡察审计等发现问题整改": ["整改责任", "举一反三", "长效机制"],
    },
}


@all_or_nothing
def load_schemes() -> int:
    """Bring in the schemes this installation does not have yet; return how many categories were new.

    May run again and again: a scheme that is there, by its name, stays as the office keeps it.
    """
    have = set(CategoryScheme.objects.values_list("name", flat=True))
    return sum(_load(name, since, groups) for (name, since), groups in SCHEMES.items() if name not in have)


def _load(name: str, since: date, groups: dict[str, list[str]]) -> int:
    scheme = CategoryScheme.objects.create(name=name, effective_from=since)
    titles = [(group, title) for group, titles in groups.items() for title in titles]
    rows = [Category(scheme=scheme, group=g, title=t, order=n) for n, (g, t) in enumerate(titles, start=1)]
    return len(Category.objects.bulk_create(rows))
