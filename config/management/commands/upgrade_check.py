"""`manage.py upgrade_check`: what this release would migrate, and the rows that would keep it from doing so."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from config.backup.command import BackupCommand
from config.backup.upgrade import Rule, upgrades_to_come


class Command(BackupCommand):
    help = (
        "Tell which migrations are to come and which rows break the rules they bring, and change nothing. Run it with "
        "the new release before the old one is stopped."
    )

    def handle(self, **options):
        broken, count = 0, 0
        for count, upgrade in enumerate(upgrades_to_come(), 1):  # noqa: B007 - how many there were
            self.stdout.write(upgrade.name)
            for rule in upgrade.rules:
                self.stdout.write(f"  {rule.name}: {_told(rule)}")
            if upgrade.own_statements:
                self.stdout.write(f"  {_('changes rows or tables by its own statements: only a rehearsal shows it')}")
            broken += sum(bool(rule.broken_by) for rule in upgrade.rules)
        if broken:
            raise CommandError(_("%(count)s rules meet rows that break them: mend these first.") % {"count": broken})
        self.stdout.write(_("%(count)s migrations are to come; no row is known to hinder them.") % {"count": count})


def _told(rule: Rule) -> str:
    if rule.broken_by is None:
        return _("cannot be asked before: rehearse the upgrade")
    if not rule.broken_by:
        return _("no row of %(table)s breaks it") % {"table": rule.table}
    return _("rows of %(table)s break it: %(keys)s") % {"table": rule.table, "keys": ", ".join(rule.broken_by)}
