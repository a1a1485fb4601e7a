"""What the search box finds here: papers and findings by their words, leads by nothing but their number."""

from django.utils.translation import gettext_lazy as _

from core.names.matching import matching
from core.search import registry
from findings.models import Finding, Lead, WorkingPaper


def papers(user, words):
    """Working papers the user sees."""
    return WorkingPaper.objects.visible_to(user).with_words(words)


def findings(user, words):
    """Findings the user sees."""
    return Finding.objects.visible_to(user).with_words(words)


def leads(user, words):
    """Leads the user may read, by their number."""
    return Lead.objects.visible_to(user).filter(matching(words, "number"))


registry.register(_("Working papers"), "findings:papers", find=papers, describe=lambda row: row.get_status_display())
registry.register(_("Findings"), "findings:findings", find=findings, describe=lambda row: row.text)
registry.register(_("Leads"), "findings:leads", find=leads, describe=lambda row: row.get_status_display())
