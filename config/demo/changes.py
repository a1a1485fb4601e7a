"""What became of the city's organizations over the years: new names, new secretaries, and two that are no more."""

from datetime import date, timedelta

from config.demo.writing import Writer, weekday
from rounds.models import FormerName, Organization, SecretaryTerm

REFORM = date(2019, 1, 18)
FORMER_NAMES = {
    "市自然资源局党组": ("市国土资源局党组", REFORM),
    "市生态环境局党组": ("市环境保护局党组", REFORM),
    "市农业农村局党组": ("市农牧局党组", REFORM),
    "市文化广电和旅游局党组": ("市文化广播影视新闻出版局党组", REFORM),
    "市卫生健康委员会党组": ("市卫生和计划生育委员会党组", REFORM),
    "市应急管理局党组": ("市安全生产监督管理局党组", REFORM),
    "市市场监督管理局党组": ("市工商行政管理局党组", REFORM),
    "市林业和草原局党组": ("市林业局党组", REFORM),
    "市乡村振兴局党组": ("市扶贫开发办公室党组", date(2021, 6, 4)),
    "市融媒体中心党组": ("市新闻传媒中心党组", date(2020, 4, 10)),
}
MERGED, ABOLISHED = Organization.Ending.MERGED, Organization.Ending.ABOLISHED
ENDED = [
    ("市第二十小学党总支", MERGED, "市第十九小学党总支", date(2023, 8, 25), "学校布局调整，临编发〔2023〕31号"),
    (
        "市城市管理局路灯管理处党总支",
        ABOLISHED,
        "市城市管理局市政设施管理处党总支",
        date(2024, 3, 15),
        "事业单位改革，临编发〔2024〕12号",
    ),
]
FIRST_DAY = date(2013, 6, 3)
LONGEST_TERM = 5 * 365  # days


def change_organizations(writer: Writer, organizations: list[Organization], today: date) -> None:
    """Write former names, the secretaries since the first round, and what was merged or abolished."""
    named = {organization.name: organization for organization in organizations}
    FormerName.objects.bulk_create(
        FormerName(organization=named[name], name=former, until_on=until_on)
        for name, (former, until_on) in FORMER_NAMES.items()
    )
    for name, ending, successor, on, reason in ENDED:
        ended = named[name]
        ended.ending, ended.ended_on, ended.end_reason = ending, on, reason
        ended.successor = ended.answered_by = named[successor]
        ended.save()
    terms = [term for organization in organizations for term in _terms(writer, organization, today)]
    SecretaryTerm.objects.bulk_create(terms)


def _terms(writer: Writer, organization: Organization, today: date):
    """One after the other, until the present one; an organization that is no more has none since."""
    last_day = organization.ended_on or today - timedelta(days=200)
    from_on = weekday(FIRST_DAY + timedelta(days=writer.random.randint(0, 700)))
    while True:
        until_on = weekday(from_on + timedelta(days=writer.random.randint(700, LONGEST_TERM)))
        if until_on > last_day:
            until_on = organization.ended_on
            yield SecretaryTerm(
                organization=organization, name=organization.secretary, from_on=from_on, until_on=until_on
            )
            return
        yield SecretaryTerm(organization=organization, name=writer.name(), from_on=from_on, until_on=until_on)
        from_on = until_on
