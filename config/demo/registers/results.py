"""Rules and funds: 776 made, 1,213 revised, 5.82 million yuan returned by 15 October 2022; and what came since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet, Sum

from config.demo.cast import FIRST_WITH_ACCOUNTS, Cast
from config.demo.registers.past import COUNTED_ON
from config.demo.writing import Writer, weekday
from core.trail.recording import acting
from rectification.models import (
    HandOver,
    HeldToAccount,
    Item,
    OrganizationRule,
    Progress,
    ReturnedFunds,
    RuleAlsoFor,
)
from rounds.place.lookups import Place

Kind = OrganizationRule.Kind
OF_ITEM = Place("item__hand_over__inspection")
RULES = {Kind.NEW: 776, Kind.REVISED: 1213}
YUAN, PAYMENTS = 5_820_000, 460
SINCE = 0.4  # of the items reported on later, how many led to a rule; of funds a quarter of that
SUBJECTS = [
    *("差旅费报销", "公务接待", "公务用车", "固定资产", "专项资金", "政府采购", "工程项目建设", "合同"),
    *("印章使用", "档案", "往来款项清理", "财务审批", "预算绩效", "内部审计", "食堂", "临时聘用人员"),
    *("干部考勤", "因公出国（境）", "会议费和培训费", "党费收缴使用", "主题党日", "谈心谈话", "党员发展"),
    *("意识形态阵地", "网络信息发布", "信访办理", "安全生产", "防汛值班", "惠民补贴发放", "项目公示公开"),
    *("“三重一大”事项决策", "领导班子会议议事", "干部选拔任用", "廉政风险防控", "下属单位资金使用"),
]
FORMS = ["管理办法", "管理制度", "实施细则", "工作规程", "监督检查办法"]
Way, Subject = HeldToAccount.Way, HeldToAccount.Subject
HELD = [
    (Way.TALK, "周志远", "办公室主任", Subject.PERSON),
    (Way.CRITICISM, "何晓梅", "财务科科长", Subject.PERSON),
    (Way.REVIEW, "梁国栋", "项目科副科长", Subject.PERSON),
    (Way.ADMONITION, "范建平", "分管副职", Subject.PERSON),
    (Way.CIRCULAR, "财务科", "", Subject.UNIT),
]
REASONS = ["金额录入时多写一位，按缴款书更正。", "金额录入有误，以银行回单为准。", "误按角位录入，按凭证更正。"]


@dataclass(frozen=True)
class Reported:
    """An item of which its organization reported: who, when, and between which days something may have come of it."""

    item: int
    hand_over: int
    organization: str
    delivered_on: date
    on: date


def load_results(writer: Writer, cast: Cast, today: date, scale: int) -> None:
    """Write them as the office entered them from paper; since there are accounts, the organization itself."""
    past = list(_reported(number__lt=FIRST_WITH_ACCOUNTS))
    counted = [each for each in past if each.on <= COUNTED_ON]
    later = [each for each in past if each.on > COUNTED_ON]
    with acting(cast.office):
        rules = [rule for kind, amount in RULES.items() for rule in _rules(writer, counted, kind, amount * scale)]
        _enter_rules(writer, [*rules, *_rules_since(writer, later)])
        funds = _funds(writer, counted, PAYMENTS * scale, YUAN * scale)
        _enter_funds(writer, [*funds, *_funds_since(writer, later)], today)
        _add_up(Item.objects.filter(**{f"{Place('hand_over__inspection').round_number}__lt": FIRST_WITH_ACCOUNTS}))
    _load_live(writer, cast, today)


def _add_up(items: QuerySet[Item]) -> None:
    """Summed table by table: of tables just filled the database knows too little to plan more in one statement."""
    wanted = set(items.values_list("pk", flat=True))
    for name, results in (("rules_made", OrganizationRule), ("funds_recovered", ReturnedFunds)):
        sums = results.objects.standing().order_by().values_list("item").annotate(Sum("amount"))
        summed = [Item(pk=pk, **{name: total}) for pk, total in sums if pk in wanted]
        Item.objects.bulk_update(summed, [name], batch_size=500)


def _load_live(writer: Writer, cast: Cast, today: date) -> None:
    live = list(_reported(number=FIRST_WITH_ACCOUNTS))
    side = cast.users["liaison"].organization.name
    own, others = ([each for each in live if (each.organization == side) is own] for own in (True, False))
    for by, reported in ((cast.users["liaison"], own), (cast.office, others)):
        with acting(by):
            _enter_rules(writer, [_rule(writer, each, writer.pick(Kind.values)) for each in reported])
            _enter_funds(
                writer, [_payment(writer, each, writer.random.randint(8, 300) * 100) for each in reported[::2]], today
            )
            HeldToAccount.objects.bulk_create([_held(writer, each) for each in reported[::3]])
            _add_up(Item.objects.filter(pk__in=[each.item for each in reported]))


def _held(writer: Writer, reported: Reported) -> HeldToAccount:
    """Of three items one led to somebody held to account, mostly lightly."""
    way, name, post, subject = writer.pick(HELD)
    day = _day(writer, reported)
    return HeldToAccount(item_id=reported.item, subject=subject, name=name, post=post, way=way, held_on=day)


def _reported(**round_: object) -> Iterator[Reported]:
    """The items of these rounds with their last report, in order."""
    rounds = {f"{OF_ITEM.round}__{name}": value for name, value in round_.items()}
    rows = Progress.objects.filter(**rounds, item__hand_over__status__in=HandOver.UNDER_WAY).order_by("item", "pk")
    facts = ("item", "item__hand_over", OF_ITEM.organization_name, "item__hand_over__delivered_on")
    yield from {row[0]: Reported(*row) for row in rows.values_list(*facts, "reported_on").iterator()}.values()


def _day(writer: Writer, reported: Reported) -> date:
    """A working day shortly before the report."""
    return max(weekday(reported.on - timedelta(days=writer.random.randint(0, 12))), reported.delivered_on)


def _rules(writer: Writer, reported: list[Reported], kind: str, amount: int) -> list[OrganizationRule]:
    return [_rule(writer, each, kind) for each in writer.random.sample(reported, amount)]


def _rules_since(writer: Writer, reported: list[Reported]) -> list[OrganizationRule]:
    return [_rule(writer, each, writer.pick(Kind.values)) for each in reported if writer.chance(SINCE)]


def _rule(writer: Writer, reported: Reported, kind: str) -> OrganizationRule:
    made_on = _day(writer, reported)
    title = f"{writer.pick(SUBJECTS)}{writer.pick(FORMS)}"
    rule = OrganizationRule(
        item_id=reported.item,
        kind=kind,
        title=f"{title}（修订）" if kind == Kind.REVISED else title,
        number=f"{_issuer(reported.organization)}〔{made_on.year}〕{writer.random.randint(2, 90)}号",
        made_on=made_on,
    )
    rule.beside = reported.hand_over
    return rule


def _issuer(organization: str) -> str:
    """How a party organization signs its papers."""
    endings = {"党组": "党组发", "党工委": "工委发", "党总支": "总支发"}
    return next((sign for ending, sign in endings.items() if organization.endswith(ending)), "党发")


def _enter_rules(writer: Writer, rules: list[OrganizationRule]) -> None:
    """Of twelve, one is an answer to a further item of its organization, too."""
    OrganizationRule.objects.bulk_create(rules, batch_size=2000)
    wide = [rule for rule in rules if writer.chance(1 / 12)]
    items: dict[int, list[int]] = {}
    for item, hand_over in Item.objects.filter(hand_over__in={rule.beside for rule in wide}).values_list(
        "pk", "hand_over"
    ):
        items.setdefault(hand_over, []).append(item)
    beside = [(rule, [item for item in items[rule.beside] if item != rule.item_id]) for rule in wide]
    RuleAlsoFor.objects.bulk_create(
        [RuleAlsoFor(rule=rule, item_id=writer.pick(others)) for rule, others in beside if others], batch_size=2000
    )


def _funds(writer: Writer, reported: list[Reported], amount: int, total: int) -> list[ReturnedFunds]:
    """So many payments which together are the total: mostly small ones, a few large."""
    weights = [writer.random.lognormvariate(0, 1.1) for _ in range(amount)]
    spare = total - 100 * amount
    sums = [100 + int(spare * weight / sum(weights)) for weight in weights]
    sums[0] += total - sum(sums)
    chosen = writer.random.sample(reported, amount)
    return [_payment(writer, each, yuan) for each, yuan in zip(chosen, sums, strict=True)]


def _funds_since(writer: Writer, reported: list[Reported]) -> list[ReturnedFunds]:
    paid = [each for each in reported if writer.chance(SINCE / 4)]
    return [_payment(writer, each, writer.random.randint(3, 400) * 100) for each in paid]


def _payment(writer: Writer, reported: Reported, yuan: int) -> ReturnedFunds:
    return ReturnedFunds(
        item_id=reported.item,
        amount=yuan,
        returned_on=_day(writer, reported),
        voucher=f"{writer.random.randint(0, 10**10 - 1):010}",
    )


def _enter_funds(writer: Writer, funds: list[ReturnedFunds], today: date) -> None:
    """Of forty payments, one was entered with another sum first."""
    corrected = [right for place, right in enumerate(funds) if place % 40 == 1]
    wrong = [_before_correction(right, today) for right in corrected]
    ReturnedFunds.objects.bulk_create(wrong, batch_size=2000)
    for right, first in zip(corrected, wrong, strict=True):
        right.corrects, right.why = first, writer.pick(REASONS)
    ReturnedFunds.objects.bulk_create(funds, batch_size=2000)


def _before_correction(right: ReturnedFunds, today: date) -> ReturnedFunds:
    return ReturnedFunds(
        item_id=right.item_id,
        amount=right.amount * 10,
        returned_on=right.returned_on,
        voucher=right.voucher,
        voided_on=min(weekday(right.returned_on + timedelta(days=9)), today),
    )
