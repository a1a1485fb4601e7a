"""The wording of letters and the rules that propose them, as a new installation starts with them: this house's own."""

from datetime import date

from rectification.models import LetterFact, LetterKind, LetterRule, LetterTemplate

SINCE = date(2015, 1, 1)
_OPENING = "{轮次}巡察反馈以来，你单位共有整改事项{事项数}项，截至{今日}已销号{已销号数}项，未销号{未销号数}项。"
_FACTS = "一、存在的问题\n{事实清单}\n{逾期清单}"
_ANSWER = "请于{答复期限}前将落实情况书面报{发文机关}。"

TEMPLATES = {
    LetterKind.SUGGESTION: (
        "{轮次}巡察期间，{巡察组}对你单位进行了巡察。结合巡察发现的问题，现提出如下整改建议：\n"
        "一、（请填写建议事项）\n"
        "二、（请填写建议事项）\n"
        f"请认真研究，抓好落实。{_ANSWER}"
    ),
    LetterKind.SUPERVISION: (
        f"{_OPENING}为推动巡察整改落到实处，现就有关事项督办如下：\n"
        f"{_FACTS}\n"
        "二、督办要求\n"
        "（一）党组织主要负责人要切实履行整改第一责任人责任，对上述事项逐项分析原因、明确责任人和完成时限。\n"
        "（二）立即推动逾期事项整改，整改进展和佐证材料及时录入整改台账。\n"
        f"（三）{_ANSWER}\n"
        "特此通知。"
    ),
    LetterKind.GUIDANCE: (
        f"此前已发出{{前一级文书}}。{_OPENING}经阶段督查，现提出如下指导意见：\n"
        f"{_FACTS}\n"
        "二、指导意见\n"
        "（一）召开党组织会议专题研究，对照整改方案逐项核对目标、措施、责任和时限，补齐短板。\n"
        "（二）对进展缓慢的事项由班子成员包案推进，需要部门协同的主动提出。\n"
        f"（三）本指导书由党组织主要负责人签收。{_ANSWER}"
    ),
    LetterKind.REMINDER: (
        f"此前已发出{{此前文书}}。{_OPENING}整改工作仍未达到要求，现提醒如下：\n"
        f"{_FACTS}\n"
        "二、提醒事项\n"
        "（一）集中整改期至{集中整改期满日}，请党组织主要负责人对整改不力的事项亲自过问、亲自督办。\n"
        "（二）对以会议、文件代替整改，报告与实际不符的，要严肃纠正。\n"
        f"（三）{_ANSWER}"
    ),
    LetterKind.WARNING: (
        f"此前已发出{{此前文书}}。{_OPENING}你单位整改责任落实不到位，现予以告诫：\n"
        f"{_FACTS}\n"
        "二、最后期限\n"
        "上述事项务必于{最后期限}前完成整改。逾期仍未完成的，将按照有关规定提请问责。"
        "本告诫书不改变整改方案确定的各事项完成时限，逾期情况仍按原时限计算。\n"
        f"三、答复要求\n{_ANSWER}"
    ),
    LetterKind.ACCOUNTABILITY: (
        f"此前已发出{{此前文书}}。{_OPENING}经多次督促，你单位仍未完成整改：\n"
        f"{_FACTS}\n"
        "二、处理意见\n"
        "根据巡察整改工作有关规定，现将上述情况移送有关机关，提请对整改责任落实不力的党组织和责任人员予以问责。\n"
        f"三、有关要求\n请配合做好有关工作，并继续推进整改。{_ANSWER}"
    ),
}
RULES = {
    LetterKind.SUPERVISION: (
        (LetterFact.OVERDUE, 1, 10, None),
        (LetterFact.UNFINISHED, 1, 30, 60),
        (LetterFact.RETURNED, 1, 2, None),
        (LetterFact.REFUTED, 1, 0, None),
        (LetterFact.UNANSWERED, 1, 10, None),
    ),
    LetterKind.GUIDANCE: (
        (LetterFact.OVERDUE, 1, 20, None),
        (LetterFact.UNFINISHED, 1, 15, 70),
        (LetterFact.RETURNED, 2, 2, None),
        (LetterFact.REFUTED, 2, 0, None),
        (LetterFact.UNANSWERED, 1, 1, None),
    ),
    LetterKind.REMINDER: (
        (LetterFact.OVERDUE, 2, 30, None),
        (LetterFact.UNFINISHED, 1, 0, 80),
        (LetterFact.REFUTED, 2, 0, None),
        (LetterFact.UNANSWERED, 1, 1, None),
    ),
    LetterKind.WARNING: (
        (LetterFact.OVERDUE, 3, 60, None),
        (LetterFact.REFUTED, 3, 0, None),
        (LetterFact.UNANSWERED, 1, 1, None),
    ),
    LetterKind.ACCOUNTABILITY: (
        (LetterFact.PAST_FINAL, 1, 1, None),
        (LetterFact.UNANSWERED, 2, 1, None),
    ),
}
"""By the letter: the fact, at least how many, the days or times, and the percentage."""


def load_templates() -> None:
    """Bring in the wording of every kind of letter that has none; what people entered or made void stays."""
    known = set(LetterTemplate.objects.values_list("kind", flat=True))
    LetterTemplate.objects.bulk_create(
        LetterTemplate(kind=kind, in_force_on=SINCE, text=text)
        for kind, text in TEMPLATES.items()
        if kind not in known
    )


def load_letter_rules() -> None:
    """Bring the rules in where there are none; rules that people entered or made void stay as they left them."""
    if not LetterRule.objects.exists():
        LetterRule.objects.bulk_create(
            LetterRule(kind=kind, fact=fact, at_least=at_least, amount=amount, percent=percent, in_force_on=SINCE)
            for kind, rules in RULES.items()
            for fact, at_least, amount, percent in rules
        )
