"""Columns of people, pools and what hangs on a person."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import (
    Commitment,
    Person,
    PoolMembership,
    Posting,
    Recusal,
    Replacement,
    Secondment,
    Standing,
    TrainingSession,
)


class MonthColumn(tables.DateColumn):
    """A month, kept as its first day."""

    def render(self, value):
        return f"{value:%Y-%m}"


class PersonTable(tables.Table):
    name = tables.LinkColumn(order_by=("name_key",), verbose_name=_("Name"))
    employer = tables.Column()
    post = tables.Column()
    rank = tables.Column(hidden=True)
    sex = tables.Column(hidden=True)
    born_on = MonthColumn(hidden=True)
    politics = tables.Column(hidden=True)
    hometown = tables.Column(hidden=True)
    pools = tables.Column(accessor="pool_words", verbose_name=_("Pools"), orderable=False)
    specialty = tables.Column()
    phone = tables.Column(hidden=True)
    times = tables.NumberColumn(verbose_name=_("Times posted"))

    class Meta:
        model = Person
        fields = (
            "name",
            "employer",
            "post",
            "rank",
            "sex",
            "born_on",
            "politics",
            "hometown",
            "pools",
            "specialty",
            "phone",
            "times",
        )


class MembershipTable(tables.Table):
    person = tables.LinkColumn(
        linkify=lambda record: record.person.get_absolute_url(),
        order_by=("person__name_key",),
        verbose_name=_("Name"),
    )
    pool = tables.Column()
    employer = tables.Column(accessor="person__employer")
    post = tables.Column(accessor="person__post")
    specialty = tables.Column(accessor="person__specialty")
    joined_on = tables.DateColumn()
    left_on = tables.DateColumn(verbose_name=_("Out of the pool on"))

    class Meta:
        model = PoolMembership
        fields = ("person", "pool", "employer", "post", "specialty", "joined_on", "left_on")


class MembershipsOfPerson(tables.Table):
    pool = tables.Column()
    joined_on = tables.DateColumn()
    left_on = tables.DateColumn(verbose_name=_("Out of the pool on"))
    steps = tables.ButtonsColumn("personnel/_membership_steps.html")

    class Meta:
        model = PoolMembership
        fields = ("pool", "joined_on", "left_on")
        orderable = False


class PostingsOfPerson(tables.Table):
    team = tables.LinkColumn(linkify=lambda record: record.team.get_absolute_url() if record.opens else "")
    round = tables.Column(accessor="team__round", verbose_name=_("Round"))
    role = tables.Column()
    posted_on = tables.DateColumn()
    released_on = tables.DateColumn()

    class Meta:
        model = Posting
        fields = ("team", "round", "role", "posted_on", "released_on")
        sequence = ("team", "round", "role", "posted_on", "released_on")
        orderable = False


class RecusalsOfPerson(tables.Table):
    organization = tables.Column()
    reason = tables.TextColumn(accessor="told_reason")
    declared_on = tables.DateColumn()
    ended_on = tables.DateColumn()
    steps = tables.ButtonsColumn("personnel/_recusal_steps.html")

    class Meta:
        model = Recusal
        fields = ("organization", "reason", "declared_on", "ended_on")
        orderable = False


class StandingsOfPerson(tables.EmbeddedTable):
    """What was said of one person."""

    kind = tables.Column(verbose_name=_("Kind"), linkify=tables.record_url)
    decided_on = tables.DateColumn(verbose_name=_("Decided on"))
    document = tables.Column(verbose_name=_("Document"))

    class Meta:
        model = Standing
        fields = ()


class SecondmentsOfPerson(tables.EmbeddedTable):
    """Where one person was seconded."""

    to_unit = tables.Column(verbose_name=_("Seconded to"), linkify=tables.record_url)
    started_on = tables.DateColumn(verbose_name=_("From"))
    ended_on = tables.DateColumn(verbose_name=_("Ended on"))
    appraisal = tables.Column(verbose_name=_("Appraisal"))

    class Meta:
        model = Secondment
        fields = ()


class TrainingsOfPerson(tables.EmbeddedTable):
    """What one person was trained in."""

    title = tables.Column(verbose_name=_("Training"), linkify=tables.record_url)
    kind = tables.Column(verbose_name=_("Kind"))
    held_on = tables.DateColumn(verbose_name=_("Held on"))

    class Meta:
        model = TrainingSession
        fields = ()


class CommitmentsOfPerson(tables.EmbeddedTable):
    """For which rounds one person committed themself."""

    round = tables.Column(accessor="posting__team__round", verbose_name=_("Round"))
    signed_on = tables.DateColumn(verbose_name=_("Signed on"))
    way = tables.Column(verbose_name=_("How it was signed"), linkify=tables.record_url)

    class Meta:
        model = Commitment
        fields = ()


class ReplacementsOfPerson(tables.EmbeddedTable):
    """On which team one person was replaced, and why."""

    round = tables.Column(accessor="posting__team__round", verbose_name=_("Round"))
    replaced_on = tables.DateColumn(verbose_name=_("Replaced on"))
    grounds = tables.TextColumn(verbose_name=_("Reason"))

    class Meta:
        model = Replacement
        fields = ()
