"""Columns of the lists of people, pools and accounts."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import Person, PoolMembership, Posting, Recusal, User


class PersonTable(tables.Table):
    name = tables.LinkColumn(order_by=("name_key",), verbose_name=_("Name"))
    employer = tables.Column()
    post = tables.Column()
    rank = tables.Column(hidden=True)
    sex = tables.Column(hidden=True)
    born_on = tables.DateColumn(hidden=True)
    politics = tables.Column(hidden=True)
    pools = tables.Column(verbose_name=_("Pools"), orderable=False)
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
            "pools",
            "specialty",
            "phone",
            "times",
        )

    def render_pools(self, record):
        return record.pool_words or tables.EMPTY

    def value_pools(self, record):
        return record.pool_words


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
    team = tables.LinkColumn(linkify=lambda record: record.team.get_absolute_url())
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
    reason = tables.TextColumn()
    declared_on = tables.DateColumn()
    ended_on = tables.DateColumn()
    steps = tables.ButtonsColumn("personnel/_recusal_steps.html")

    class Meta:
        model = Recusal
        fields = ("organization", "reason", "declared_on", "ended_on")
        orderable = False


class AccountTable(tables.Table):
    username = tables.LinkColumn()
    name = tables.Column(verbose_name=_("Name"))
    stands_for = tables.Column(verbose_name=_("Stands for"), orderable=False, empty_values=())
    roles = tables.Column(verbose_name=_("Roles"), orderable=False, empty_values=())
    is_active = tables.Column(verbose_name=_("State"))
    last_login = tables.DateColumn(verbose_name=_("Last signed in"))
    created_at = tables.DateColumn(hidden=True)

    class Meta:
        model = User
        fields = ("username", "name", "stands_for", "roles", "is_active", "last_login", "created_at")

    def render_stands_for(self, record):
        return str(record.person or record.organization or record.body or tables.EMPTY)

    def value_stands_for(self, record):
        return str(record.person or record.organization or record.body or "")

    def render_roles(self, record):
        return record.role_words or tables.EMPTY

    def value_roles(self, record):
        return record.role_words

    def render_is_active(self, record):
        return record.state_words

    def value_is_active(self, record):
        return record.state_words
