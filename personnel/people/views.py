"""Pages of people."""

from django.contrib import messages
from django.db.models import Q
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from core.access.reach import require
from core.consent.views import ShowsProposals
from core.names.spelling import plain_name
from core.reports.counting import count_of
from core.ui.forms import ReasonForm
from core.ui.views.base import Action
from core.ui.views.form import FormPage, StepPage
from core.ui.views.list import ListPage
from core.ui.views.picker import PickerOptions
from core.ui.views.record import Fact, RecordPage, facts_of
from personnel.accounts.oversight import LINK
from personnel.models import Person, PoolMembership, Posting, Recusal, User
from personnel.people import services
from personnel.people.filters import PersonFilter
from personnel.people.forms import JoinForm, LinkForm, PersonForm
from personnel.people.tables import MembershipsOfPerson, PersonTable, PostingsOfPerson, RecusalsOfPerson
from personnel.people.ties import named_to, ties_of_person
from personnel.permissions import can_declare_recusal, can_keep_people, sees_people

LIST = (_("Register of people"), reverse_lazy("personnel:people"))


class PersonList(ListPage):
    title = _("Register of people")
    table_class = PersonTable
    filter_class = PersonFilter
    empty_text = _("Nobody is entered yet.")
    empty_hint = _("Import the talent pools, or enter people one by one.")

    def may_open(self, user):
        return sees_people(user)

    def queryset_for(self, user):
        times = count_of(Posting.objects.visible_to(user), "person")
        return Person.objects.visible_to(user).annotate(times=times).prefetch_related("memberships")

    def actions(self):
        if not can_keep_people(self.request.user):
            return []
        return [Action(_("New person"), reverse("personnel:person_add"), "plus", primary=True)]


class PersonPage(ShowsProposals, RecordPage):
    template_name = "personnel/person_page.html"
    crumbs = [LIST]
    proposed = (services.DECLARE, LINK, services.RENAME, services.UNLINK)

    def queryset_for(self, user):
        return Person.objects.visible_to(user)

    def facts(self):
        born_on = self.record.born_on
        work = ("politics", "hometown", "employer", "post", "rank", "specialty", "phone")
        return [
            *facts_of(self.record, "sex"),
            Fact(_("Month of birth"), born_on and f"{born_on:%Y-%m}"),
            *facts_of(self.record, *work),
        ]

    def actions(self):
        user, person = self.request.user, self.record
        declare = Action(_("Declare a recusal"), reverse("personnel:recusal_add", args=[person.pk]), "hand-stop")
        change = Action(_("Change"), reverse("personnel:person_change", args=[person.pk]), "pencil")
        join = Action(_("Take into a pool"), reverse("personnel:person_join", args=[person.pk]), "user-plus")
        declared = [declare] if can_declare_recusal(user, person) else []
        return [*declared, join, change] if can_keep_people(user) else declared

    def proposed_about(self):
        """Also that one of the person's recusals ends."""
        recusals = Recusal.objects.visible_to(self.request.user).filter(person=self.record)
        return super().proposed_about() | Q(kind=services.END, about__in=recusals.values("pk"))

    def get_context_data(self, **kwargs):
        user, person = self.request.user, self.record
        keeps = can_keep_people(user)
        without = () if keeps else ("steps",)
        memberships = PoolMembership.objects.visible_to(user).filter(person=person)
        postings = Posting.objects.visible_to(user).filter(person=person).with_open_teams(user)
        recusals = Recusal.objects.visible_to(user).filter(person=person).select_related("organization")
        ends = keeps and person.pk not in user.own_persons  # nobody ends their own recusal
        return super().get_context_data(
            memberships=MembershipsOfPerson(memberships, exclude=without),
            postings=PostingsOfPerson(postings.select_related("team__round").order_by("-posted_on")),
            recusals=RecusalsOfPerson(recusals, exclude=() if ends else ("steps",)),
            keeps=keeps,
            ties=[named_to(tie, user) for tie in ties_of_person(person)] if user.reach.reads_all else [],
            account=User.objects.visible_to(user).filter(person=person).first(),
            **kwargs,
        )


class KeepersForm(FormPage):
    """Parent of what only the office enters about a person."""

    crumbs = [LIST]
    submit_label = _("Save")

    def may_open(self, user):
        return can_keep_people(user)

    def queryset_for(self, user):
        return Person.objects.visible_to(user)


class PersonAdd(KeepersForm):
    title = _("New person")
    form_class = PersonForm

    def save(self, form):
        return services.add_person(by=self.request.user, **form.cleaned_data)


class PersonChange(KeepersForm):
    title = _("Change the person")
    form_class = PersonForm

    def save(self, form):
        person = services.update_person(self.record, by=self.request.user, **form.cleaned_data)
        if any(getattr(person, name) != plain_name(form.cleaned_data[name]) for name in services.TELLING):
            self.done = _(
                "The new name or employer waits for this person or a second one to confirm it; the rest is saved."
            )
        for tie in ties_of_person(person):
            messages.warning(self.request, named_to(tie, self.request.user))
        return person


class PersonJoin(StepPage):
    title = _("Take into a pool")
    consequence = _("From this day the person counts in the pool.")
    crumbs = [LIST]
    form_class = JoinForm
    submit_label = _("Record")

    def may_open(self, user):
        return can_keep_people(user)

    def queryset_for(self, user):
        return Person.objects.visible_to(user)

    def save(self, form):
        services.join_pool(self.record, by=self.request.user, **form.cleaned_data)
        return self.record


class PersonLink(StepPage):
    title = _("Link an account")
    consequence = _(
        "The account gets the access of this person's postings, now and later, once its owner, a colleague or the"
        " security administrator confirms it."
    )
    crumbs = [LIST]
    form_class = LinkForm
    submit_label = _("Link")
    done = _("The link waits for a second person to confirm it.")

    def may_open(self, user):
        return can_keep_people(user)

    def queryset_for(self, user):
        return Person.objects.visible_to(user)

    def form_kwargs(self):
        return {"user": self.request.user}

    def save(self, form):
        services.link_account(self.record, by=self.request.user, account=form.cleaned_data["account"])
        return self.record


class PersonUnlink(PersonLink):
    title = _("Part the account")
    consequence = _(
        "The account loses the access of this person's postings, once its owner, a colleague or the security"
        " administrator confirms it."
    )
    form_class = ReasonForm
    submit_label = _("Part the account")
    done = _("The parting waits for a second person to confirm it.")
    danger = True

    def get(self, request, *args, **kwargs):
        """The form, but for one's own account: refused before a reason is typed."""
        own = _("Nobody parts their own account from the person it stands for.")
        require(self.record.pk != request.user.person_id, own)
        return super().get(request, *args, **kwargs)

    def form_kwargs(self):
        return {}

    def save(self, form):
        services.unlink_account(self.record, by=self.request.user, reason=form.cleaned_data["reason"])
        return self.record


class PersonOptions(PickerOptions):
    def search(self, user, words):
        return Person.objects.visible_to(user).search(words)

    def hint(self, row):
        return " · ".join(filter(None, [row.employer, row.post]))


class AccountOptions(PickerOptions):
    """Accounts the office can link to a person."""

    def search(self, user, words):
        return User.objects.visible_to(user).linkable().search(words) if can_keep_people(user) else User.objects.none()

    def hint(self, row):
        return row.username
