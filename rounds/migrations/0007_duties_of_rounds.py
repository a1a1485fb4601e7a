"""What rounds under way make people owe is owed by a day from now on, as `rounds.duties` would have written it.

A plan that was returned before is taken for one that waits for its approval.
"""

from datetime import date

from django.conf import settings
from django.db import migrations
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.trail.recording import acting
from core.workbook.numerals import spoken_number


def owe(apps, editor):
    with acting(command="migrate"), translation.override(settings.LANGUAGE_CODE):
        _owe_of_rounds(apps)
        _owe_entries(apps)


def _owe_of_rounds(apps):
    today = timezone.localdate()
    rounds = apps.get_model("rounds", "Round").objects
    for round_ in rounds.filter(status="preparing", teams__isnull=False).distinct():
        _write(apps, "approve_plan", round_, _("Approve the plan of %(round)s"), today, round_.starts_on)
    for round_ in rounds.filter(status="approved"):
        began = round_.approved_on or today
        _write(apps, "begin_field_stage", round_, _("Begin the field stage of %(round)s"), began, round_.starts_on)
    for round_ in rounds.filter(status="on_site"):
        began = round_.started_on or round_.starts_on
        _write(apps, "end_field_stage", round_, _("End the field stage of %(round)s"), began, round_.field_ends_on)


def _write(apps, node: str, round_, title: str, from_on: date, due_on: date):
    words = _("Round %(number)s") % {"number": spoken_number(round_.number)}
    apps.get_model("rounds", "Obligation").objects.create(
        node=node,
        title=title % {"round": words},
        subject_type=_kind(apps, "round"),
        subject_id=round_.pk,
        round=round_,
        from_on=min(from_on, due_on),
        due_on=due_on,
    )


def _owe_entries(apps):
    planned = apps.get_model("rounds", "Inspection").objects.filter(status="planned", team__round__status="on_site")
    for inspection in planned.select_related("organization", "team__round"):
        due_on = inspection.team.round.starts_on
        apps.get_model("rounds", "Obligation").objects.create(
            node="enter_organization",
            title=_("Record the entry into %(organization)s") % {"organization": inspection.organization.name},
            subject_type=_kind(apps, "inspection"),
            subject_id=inspection.pk,
            inspection=inspection,
            from_on=due_on,
            due_on=due_on,
        )


def _kind(apps, model: str):
    return apps.get_model("contenttypes", "ContentType").objects.get(app_label="rounds", model=model)


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("rounds", "0006_place_pause_and_confidence"),
    ]

    operations = [
        migrations.RunPython(owe, migrations.RunPython.noop),
    ]
