"""A register (登记簿), declared once: the entries of one kind, who keeps them, and what their pages say.

    MEETINGS = keep(
        Register(
            Meeting,
            named="rounds:meeting",
            listed="rounds:meetings",
            words=Words(_("Meetings"), _("Record a meeting"), _("Change the meeting"), _("No meeting yet.")),
            day="held_on",
            form=MeetingForm,
            table=MeetingTable,
            filters=MeetingFilter,
            facts=("held_on", "kind", "rounds", "agenda", "decisions"),
            opens=reads_all,
            may_enter=can_keep_rounds,
        )
    )

From it come the list with its export, the page, the forms, and the step that makes an entry void
(`core.registers.pages`), the ledger (`core.registers.ledger`) and the sheet (`core.registers.sheets`).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.models.entries import CorrectedEntry, Entry
from core.registers.told import telling
from core.registers.voiding import void_step
from core.workflow.steps import Step, register_steps

Links = Mapping[str, Collection[Any]]
"""Rows that an entry is linked with, by the names of its many-to-many fields."""


def owes_nothing(entry: Any) -> None:
    """For registers whose entries make nobody owe anything."""


def nothing(*about: Any) -> None:
    """For registers whose entries have no rule across fields, or make nobody owe anything."""


@dataclass(frozen=True)
class Words:
    """What pages say: the heading of the list, of the two forms, and of a list that is empty, with what to do."""

    many: Any
    add: Any
    change: Any
    none: Any
    hint: Any = ""


@dataclass(frozen=True, eq=False)
class Register:
    """One register. `named` and `listed` are the addresses of an entry and of the list.

    `day` is the field of the day on which an entry became true, `facts` what its page tells, `reads` the related rows
    that pages and lists read beside it, `gathers` those of which an entry has several, for lists, `links_read` what
    the words of linked rows read, by the field. The list opens to
    whom `opens` says; `may_enter` says who enters at all, and `keepable_by` of the model's queryset which entries
    somebody may change.

    `fills(entry, by)` gives a new entry what nobody types. `refuses(entry, links)` raises `ValidationError` for what
    no constraint can say. `follow(entry, by)` does what follows from an entry being entered, changed or made void:
    what is owed on it, for instance; `owes(entry)` is that, as long as it is not done, before anything is written.
    `brought(entry)` does what follows besides from a ledger having told it, and `tells(entry, by)` tells whom it
    concerns that it was entered. `shown(entry, by)` is told before a page, a form or a document says what an entry
    says. `wide` are the facts in many words, which the page of a step repeats.
    """

    model: type[Entry]
    named: str
    listed: str
    words: Words
    day: str
    form: Any
    table: type
    filters: type
    facts: tuple[str, ...]
    opens: Callable[[Any], bool]
    may_enter: Callable[[Any], bool]
    wide: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    gathers: tuple[str, ...] = ()
    links_read: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fills: Callable[[Any, Any], None] = nothing
    refuses: Callable[[Any, Links], None] = nothing
    follow: Callable[[Any, Any], None] = nothing
    owes: Callable[[Any], Any] = owes_nothing
    brought: Callable[[Any], None] = nothing
    tells: Callable[[Any, Any], None] = nothing
    shown: Callable[[Any, Any], None] = nothing

    @property
    def links(self) -> tuple[str, ...]:
        """The many-to-many fields of its entries."""
        return tuple(link.name for link in self.model._meta.many_to_many)

    @property
    def corrects_anew(self) -> bool:
        """Whether a correction is an entry of its own, in the place of the one it corrects."""
        return issubclass(self.model, CorrectedEntry)

    def address(self, part: str) -> str:
        """The name of a further address of its entries: of the form that adds one, for instance."""
        return f"{self.named}_{part}"

    def rows(self, user: Any) -> Any:
        """The entries this user sees, with what is read beside them."""
        seen = self.model._default_manager.visible_to(user)
        return seen.select_related(*self.reads) if self.reads else seen


def rows_to_name(model: Any, user: Any) -> Any:
    """The rows an entry may be linked with: those the user sees; all of a kind that everybody knows."""
    rows = model._default_manager.all()
    return rows.visible_to(user) if hasattr(rows, "visible_to") else rows


_registers: dict[type, Register] = {}
_steps: dict[type, tuple[Step, ...]] = {}


def keep(register: Register, *steps: Step, reads: Collection[str] = ()) -> Register:
    """Declare a register and the steps of its entries, after which every entry may be made void; answers it."""
    _registers[register.model] = register
    all_steps = [telling(register, step) for step in (*steps, void_step(register))]
    _steps[register.model] = register_steps(register.model, *all_steps, reads=reads)
    return register


def register_of(entry: Entry) -> Register:
    """The register in which an entry stands."""
    return _registers[type(entry)]


def steps_of(register: Register) -> tuple[Step, ...]:
    """The steps of its entries."""
    return _steps[register.model]
