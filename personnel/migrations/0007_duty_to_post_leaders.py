"""A team of a round under way without a leader is owed one by a day from now on."""

from django.conf import settings
from django.db import migrations
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.trail.recording import acting
from core.workbook.numerals import spoken_number


def owe(apps, editor):
    today = timezone.localdate()
    led = apps.get_model("personnel", "Posting").objects.filter(role="leader")
    led = led.filter(Q(released_on=None) | Q(released_on__gt=today))
    teams = apps.get_model("rounds", "Team").objects.filter(
        dissolved_on=None, round__status__in=["preparing", "approved", "on_site"]
    )
    with acting(command="migrate"), translation.override(settings.LANGUAGE_CODE):
        for team in teams.exclude(pk__in=led.values("team")).select_related("round"):
            _write(apps, team, today)


def _write(apps, team, today):
    kind = apps.get_model("contenttypes", "ContentType").objects.get(app_label="rounds", model="team")
    words = {
        "round": _("Round %(number)s") % {"number": spoken_number(team.round.number)},
        "team": _("Team %(number)s") % {"number": spoken_number(team.number)},
    }
    apps.get_model("rounds", "Obligation").objects.create(
        node="post_leader",
        title=_("Post a leader to %(round)s %(team)s") % words,
        subject_type=kind,
        subject_id=team.pk,
        round=team.round,
        from_on=min(today, team.round.starts_on),
        due_on=team.round.starts_on,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("personnel", "0006_seats"),
    ]
    run_before = [("rounds", "0014_old_titles_in_english")]  # which tells its titles, too

    operations = [
        migrations.RunPython(owe, migrations.RunPython.noop),
    ]
