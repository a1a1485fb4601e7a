"""The register of schemes, and what is written of a version beside what its form says: criteria and vetoes."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access.reach import Actor
from core.registers.register import Register, Words, keep
from core.trail.recording import acting
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side
from core.workflow.saving import lock_row
from core.workflow.steps import Step, may_take, page
from rectification.assessment.filters import SchemeFilter
from rectification.assessment.forms import SchemeForm
from rectification.assessment.tables import SchemeTable
from rectification.models import AssessmentScheme, Criterion, Veto
from rectification.permissions import can_keep_follow_up, reads_letter_rules

Rows = Iterable[dict[str, Any]]


@all_or_nothing
def write_criteria(scheme: AssessmentScheme, criteria: Rows, vetoes: Rows, *, by: Actor) -> AssessmentScheme:
    """Let a version that nothing was assessed by yet have these criteria and vetoes, in this order, and no others."""
    require_side(may_take(AssessmentScheme.objects.keepable_by, by, scheme))
    lock_row(scheme)
    with acting(by):
        _write(Criterion, scheme, criteria)
        _write(Veto, scheme, vetoes)
    return scheme


def _write(model: type[models.Model], scheme: AssessmentScheme, rows: Rows) -> None:
    model._base_manager.filter(scheme=scheme).delete()
    model._base_manager.bulk_create(model(scheme=scheme, number=place, **row) for place, row in enumerate(rows, 1))


def begin_as_before(scheme: AssessmentScheme, by: Actor) -> None:
    """A new version begins with the criteria and vetoes of the one in force, to be changed."""
    before = AssessmentScheme.objects.exclude(pk=scheme.pk).in_force(scheme.in_force_on)
    if before is not None:
        criteria = before.criteria.values("aspect", "text", "points", "fact")
        write_criteria(scheme, criteria, before.vetoes.values("text", "forces"), by=by)


SCHEMES = keep(
    Register(
        AssessmentScheme,
        named="rectification:assessment_scheme",
        listed="rectification:assessment_schemes",
        words=Words(
            _("Assessment schemes"),
            _("Enter a version of the scheme"),
            _("Change the version of the scheme"),
            _("There is no assessment scheme."),
            _("Enter a version, then its criteria; what was assessed keeps the version it was assessed by."),
        ),
        day="in_force_on",
        form=SchemeForm,
        table=SchemeTable,
        filters=SchemeFilter,
        facts=("name", "in_force_on", "good_from", "fair_from", "ordinary_from"),
        wide=("name",),
        opens=reads_letter_rules,
        may_enter=can_keep_follow_up,
        tells=begin_as_before,
    ),
    Step(
        "criteria",
        _("Change criteria and vetoes"),
        rows=lambda user: AssessmentScheme.objects.keepable_by(user).standing(),
        url=page("rectification:scheme_criteria"),
    ),
)
