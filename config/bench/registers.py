"""What an office of a larger scale has more of than the demo: organizations, their inspections and the entries."""

from typing import Any

from django.db.models import Model

from findings.models import CooperationInput
from rectification.models import Letter, SelfCheck
from rounds.models import Announcement, Inspection, Organization

ABOUT_ORGANIZATIONS = (Inspection, SelfCheck, Letter)
OTHERS = (CooperationInput, Announcement)


def fill_registers(scale: int) -> None:
    """So many times the organizations, each inspected and written to as its original was, and the other entries."""
    organizations = list(Organization.objects.all())
    about = {model: list(model.objects.all()) for model in ABOUT_ORGANIZATIONS}
    others = {model: list(model.objects.all()) for model in OTHERS}
    for number in range(1, scale):
        made = _written(
            Organization, [_copied(each, name=f"{each.name}{number}", parent_id=None) for each in organizations]
        )
        again = {original.pk: new for original, new in zip(organizations, made, strict=True)}
        for model, rows in about.items():
            _written(model, [_moved(row, again[row.organization_id], number) for row in rows])
        for model, rows in others.items():
            _written(model, [_copied(row) for row in rows])


def _moved(row: Any, organization: Organization, number: int) -> Any:
    """The same of another organization; a letter has a number of its own."""
    own = {"number": f"{row.number}-{number}", "inspection_id": None} if isinstance(row, Letter) else {}
    return _copied(row, organization_id=organization.pk, **own)


def _copied(row: Any, **changed: Any) -> Any:
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    return type(row)(**{field.attname: getattr(row, field.attname) for field in fields} | changed)


def _written(model: type[Model], rows: list[Any]) -> list[Any]:
    return model._base_manager.bulk_create(rows, batch_size=2000)
