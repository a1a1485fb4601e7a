"""The scheme a new installation begins with: this house's own, after what counties publish (DOMAIN §2)."""

from datetime import date
from decimal import Decimal

from rectification.models import AssessmentScheme, CountedFact, Criterion, Grade, Veto

SINCE = date(2015, 1, 1)
NAME = "巡察整改成效评估办法（通用版，可按实际调整）"
CRITERIA = (
    ("组织领导", "党组织专题研究整改，成立整改领导小组，书记履行第一责任人责任；未专题研究扣5分。", 8, ""),
    ("组织领导", "整改方案和“三个清单”按时报送、目标措施具体；逾期报送扣3分，照抄照转扣3分。", 7, ""),
    ("责任落实", "班子成员落实“一岗双责”，牵头事项逐项推进；每项责任不明确扣1分。", 8, CountedFact.LATE),
    ("责任落实", "召开专题民主生活会，双报告按时报送、内容真实；未按要求召开或报送扣3分。", 7, ""),
    ("任务完成", "按期完成整改并销号；完成率每低5个百分点扣2分。", 25, CountedFact.COMPLETION),
    ("任务完成", "整改真实有效；现场核查每发现一项虚假整改扣5分。", 15, CountedFact.REFUTED),
    ("任务完成", "销号材料规范齐全；销号申请每被退回一次扣1分。", 10, CountedFact.RETURNED),
    ("任务完成", "建章立制、挽回损失、举一反三到位；未建立长效机制扣3分。", 10, CountedFact.RESULTS),
    ("群众满意度", "满意度测评满意率95%以上不扣分；每低5个百分点扣2分。", 10, CountedFact.SATISFACTION),
)
VETOES = (
    ("整改报告中有5项以上与实际不符，或者伪造佐证材料。", Grade.POOR),
    ("整改期间同类问题再次发生，造成恶劣影响。", Grade.POOR),
    ("拒不接受督查，或者逾期事项超过整改事项的三分之一。", Grade.ORDINARY),
)


def load_scheme() -> None:
    """Bring it in where there is none; schemes that people entered or made void stay as they left them."""
    if AssessmentScheme.objects.exists():
        return
    scheme = AssessmentScheme.objects.create(name=NAME, in_force_on=SINCE)
    Criterion.objects.bulk_create(
        Criterion(scheme=scheme, number=number, aspect=aspect, text=text, points=Decimal(points), fact=fact)
        for number, (aspect, text, points, fact) in enumerate(CRITERIA, 1)
    )
    Veto.objects.bulk_create(
        Veto(scheme=scheme, number=number, text=text, forces=forces) for number, (text, forces) in enumerate(VETOES, 1)
    )
