"""The pages of a register: its list, the page of an entry, the forms that enter and correct, and the steps."""

from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.models import Attachment
from core.registers import services
from core.registers.corrections import told_of_corrections
from core.registers.opening import address_of_named, has_page, with_openings
from core.registers.register import Register, rows_to_name, steps_of
from core.ui.views.base import Action
from core.ui.views.form import FormPage
from core.ui.views.list import ListPage
from core.ui.views.record import Fact, RecordPage, field_label, field_words
from core.ui.views.step import step_pages
from core.workflow.steps import may_take


class OfRegister:
    """Pages over the entries of a register."""

    register: Register

    def may_open(self, user):
        return self.register.opens(user)

    def queryset_for(self, user):
        rows = self.register.rows(user)
        return rows.select_related("corrects", "correction") if self.register.corrects_anew else rows


class ListOfRegister(OfRegister):
    """The same, with what lists gather beside each entry."""

    def queryset_for(self, user):
        return self.register.rows(user).prefetch_related(*self.register.gathers)


class EntryList(ListPage):
    """The list of a register, with its workbook. What to do where nothing is entered is said to those who may."""

    register: Register

    @cached_property
    def may_enter(self):
        """Whether this reader enters anything here."""
        return self.register.may_enter(self.request.user)

    def actions(self):
        if not self.may_enter:
            return []
        return [Action(self.register.words.add, reverse(self.register.address("add")), "plus", primary=True)]

    def get_context_data(self, **kwargs):
        hint = self.register.words.hint if self.may_enter else ""
        return super().get_context_data(**{"empty_hint": hint} | kwargs)


class PageOfRegister(OfRegister):
    """The same, with which of the rows that an entry names its reader may open."""

    also_tells: tuple[str, ...]

    def queryset_for(self, user):
        return with_openings(super().queryset_for(user), (*self.register.facts, *self.also_tells), user)


class EntryPage(RecordPage):
    """The page of an entry: what it tells, what it is linked with, its documents, and what became of it.

    `also_tells` are fields that the page tells on a condition of its own.
    """

    register: Register
    template_name = "core/entry.html"
    also_tells: tuple[str, ...] = ()

    def facts(self):
        corrections = told_of_corrections(self.record, self.register) if self.register.corrects_anew else []
        return [*map(self.fact_of, self.register.facts), *corrections]

    def fact_of(self, name) -> Fact:
        """What a field tells; the rows it names lead to their pages where this reader may open them."""
        if name in self.register.links:
            return self._linked(name)
        label, words = field_label(self.record, name), field_words(self.record, name)
        return Fact(label, words, name in self.register.wide, url=address_of_named(self.record, name))

    def _linked(self, name) -> Fact:
        """The linked rows that this reader sees."""
        of = self.record._meta.get_field(name).related_model
        seen = rows_to_name(of, self.request.user).filter(pk__in=getattr(self.record, name).values("pk"))
        if reads := self.register.links_read.get(name):
            seen = seen.select_related(*reads)
        label = field_label(self.record, name)
        if has_page(of):
            return Fact(label, "", wide=True, rows=tuple(seen))
        return Fact(label, "、".join(map(str, seen)), wide=True)

    def actions(self):
        entry = self.record
        if entry.is_void or not may_take(type(entry).objects.keepable_by, self.request.user, entry):
            return []
        label = _("Correct") if self.register.corrects_anew else _("Change")
        return [Action(label, reverse(self.register.address("change"), args=[entry.pk]), "pencil")]

    def get_context_data(self, **kwargs):
        self.register.shown(self.record, self.request.user)
        return super().get_context_data(files=Attachment.objects.of(self.record), **kwargs)


class EntryAdd(OfRegister, FormPage):
    """The form that enters."""

    submit_label = _("Save")

    def may_open(self, user):
        return self.register.may_enter(user)

    def form_kwargs(self):
        return {"user": self.request.user}

    def initial(self):
        """What the link that led here knows already, by the names of the fields."""
        return {name: value for name, value in self.request.GET.items() if name in self.form_class.base_fields}

    def save(self, form):
        return services.enter(self.register, by=self.request.user, **form.cleaned_data)


class EntryChange(EntryAdd):
    """The form that corrects."""

    def may_open(self, user):
        return self.register.opens(user)

    def queryset_for(self, user):
        return self.register.model.objects.keepable_by(user).standing()

    def initial(self):
        return {}

    def get_context_data(self, **kwargs):
        self.register.shown(self.record, self.request.user)
        return super().get_context_data(**kwargs)

    def save(self, form):
        return services.correct(self.record, by=self.request.user, **form.cleaned_data)


def register_pages(
    register: Register, *, at: str, page: type[EntryPage] = EntryPage, listing: type[EntryList] = EntryList
) -> list[URLPattern]:
    """The addresses of a register below `at`; `page` and `listing` are for what shows more than its facts and rows."""
    words, one, many = register.words, register.named.partition(":")[2], register.listed.partition(":")[2]
    own = {"register": register}
    listed = {
        "title": words.many,
        "table_class": register.table,
        "filter_class": register.filters,
        "empty_text": words.none,
    }
    named = register.model.__name__
    of = type(f"Of{named}", (OfRegister,), own | {"crumbs": [(words.many, reverse_lazy(register.listed))]})
    form = {"form_class": register.form, "crumbs": of.crumbs}
    pages = {
        (at, many): type(f"{named}List", (ListOfRegister, listing), own | listed),
        (f"{at}add/", f"{one}_add"): type(f"{named}Add", (EntryAdd,), own | form | {"title": words.add}),
        (f"{at}<int:pk>/", one): type(f"{named}Page", (PageOfRegister, of, page), {}),
        (f"{at}<int:pk>/change/", f"{one}_change"): type(
            f"{named}Change", (EntryChange,), own | form | {"title": words.change}
        ),
    }
    shown = [path(place, made.as_view(), name=name) for (place, name), made in pages.items()]
    return [*shown, *step_pages(of, steps_of(register), at=f"{at}<int:pk>/", named=one)]
