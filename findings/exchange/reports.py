"""The figures and the sheet of what came of leads, counted for whoever reads all rounds, without persons."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.sheets import CellsOfTable, columns_of
from core.reports.counted import Listed
from core.reports.figures import Figure, figures
from core.reports.sheets import Sheet, sheets
from findings.exchange.tables import IN_OUTCOME, OutcomeTable
from findings.models import Outcome

PERSONS = pgettext_lazy("unit", "persons")
Kind = Outcome.Kind


def countable_outcomes(user):
    """Each once: what two bodies report of one person, from the earlier."""
    return Outcome.objects.once() if user is None else Outcome.objects.countable_by(user).once()


def came_to(kind, key, label, unit=PERSONS):
    """How many persons, or cases, of this kind came of leads."""
    return Figure.summing(
        Outcome,
        key,
        label,
        unit,
        amount="count",
        on="decided_on",
        among=lambda rows, as_of: rows.filter(kind=kind),
        seen=countable_outcomes,
        group=_("Outcomes of leads"),
        listed=Listed("findings:outcomes", "by", kind=kind.value),
    )


figures.register(
    came_to(Kind.CASE_FILED, "cases_filed", _("Cases filed"), pgettext_lazy("unit", "cases")),
    came_to(Kind.DISCIPLINED, "persons_disciplined", _("People disciplined")),
    came_to(Kind.ADMONISHED, "persons_admonished", _("People admonished")),
    came_to(Kind.TO_JUDICIARY, "persons_to_judiciary", _("People handed to the judiciary")),
    came_to(Kind.CRITICIZED, "persons_criticized", _("People criticized or made to write a self-criticism")),
)
sheets.register(
    Sheet.listing(
        Outcome,
        "outcomes",
        _("Outcomes of leads"),
        [*columns_of(OutcomeTable)],
        CellsOfTable(OutcomeTable),
        on="decided_on",
        seen=countable_outcomes,
        among=lambda rows, as_of: rows.select_related("transfer__body", *IN_OUTCOME.related),
        order=61,
        unit=pgettext_lazy("unit", "outcomes"),
    )
)
