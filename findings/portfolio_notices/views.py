"""The page of a notice to a division leader, and the paper it becomes."""

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from core.registers.opening import with_openings
from core.registers.pages import EntryPage
from core.ui.views.base import Action
from core.ui.views.document import DocumentPage
from core.ui.views.record import Fact
from findings.models import PortfolioNotice, PortfolioNoticeLine
from findings.portfolio_notices.tables import LinesOfNotice
from rounds.permissions import reads_registers

LIST = (_("Notices to division leaders"), reverse_lazy("findings:portfolio_notices"))


def lines_seen(notice: PortfolioNotice, user) -> list[PortfolioNoticeLine]:
    """What the notice tells, as far as this reader sees it, with which of its organizations they may open."""
    lines = PortfolioNoticeLine.objects.visible_to(user).filter(notice=notice).select_related("organization")
    return list(with_openings(lines, ["organization"], user))


class NoticePage(EntryPage):
    """What was told to whom, and how it was receipted."""

    template_name = "findings/portfolio_notice_page.html"

    def facts(self):
        way = self.record.receipt_way
        *told, text = super().facts()
        return [*told, *([Fact(_("How it was receipted"), way)] if way else []), text]

    def actions(self):
        paper = reverse("findings:portfolio_notice_paper", args=[self.record.pk])
        return [*super().actions(), Action(_("The paper"), paper, "printer")]

    def events(self):
        """The way through the office is the office's."""
        return super().events() if reads_registers(self.request.user) else []

    def get_context_data(self, **kwargs):
        lines = LinesOfNotice(lines_seen(self.record, self.request.user))
        return super().get_context_data(lines=lines, **kwargs)


class NoticePaper(DocumentPage):
    """通报 as it is printed: on A4, with its table and the place to sign for it."""

    template_name = "findings/portfolio_notice_paper.html"

    def queryset_for(self, user):
        return PortfolioNotice.objects.visible_to(user).select_related("round")

    def get_title(self):
        return _("Notice to %(leader)s") % {"leader": self.record.leader_name}

    def get_crumbs(self):
        return [LIST, (str(self.record), self.record.get_absolute_url())]

    def get_context_data(self, **kwargs):
        lines = lines_seen(self.record, self.request.user)
        return super().get_context_data(lines=lines, total=sum(line.findings for line in lines), **kwargs)
