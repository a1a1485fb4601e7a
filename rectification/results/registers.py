"""The registers of rules that organizations made and of funds they returned."""

from django.utils.translation import gettext_lazy as _

from core.registers.register import Register, Words, keep
from rectification.models import OrganizationRule, ReturnedFunds
from rectification.permissions import can_enter_results, follows_ledgers
from rectification.results.filters import OF_RESULT, FundsFilter, RuleFilter
from rectification.results.forms import FundsForm, RuleForm
from rectification.results.services import add_to_item, of_its_item
from rectification.results.tables import FundsTable, RuleTable

READS = (*OF_RESULT.related, "item__finding")

RULES = keep(
    Register(
        OrganizationRule,
        named="rectification:organization_rule",
        listed="rectification:organization_rules",
        words=Words(
            _("Rules of organizations"),
            _("Enter a rule"),
            _("Correct the rule"),
            _("No rule is entered yet."),
            _("Each rule that was made or revised in rectifying an item is entered; the items add up from here."),
        ),
        day="made_on",
        form=RuleForm,
        table=RuleTable,
        filters=RuleFilter,
        facts=("title", "kind", "number", "made_on", "amount", "source", "also_for"),
        wide=("title",),
        reads=READS,
        links_read={"also_for": ("hand_over__inspection__organization",)},
        opens=follows_ledgers,
        may_enter=can_enter_results,
        refuses=of_its_item,
        follow=add_to_item,
    )
)
FUNDS = keep(
    Register(
        ReturnedFunds,
        named="rectification:returned_funds_entry",
        listed="rectification:returned_funds",
        words=Words(
            _("Funds returned"),
            _("Enter funds returned"),
            _("Correct the funds"),
            _("No funds are entered yet."),
            _("Each sum that was returned in rectifying an item is entered; the items add up from here."),
        ),
        day="returned_on",
        form=FundsForm,
        table=FundsTable,
        filters=FundsFilter,
        facts=("amount", "returned_on", "voucher", "source"),
        reads=READS,
        opens=follows_ledgers,
        may_enter=can_enter_results,
        refuses=of_its_item,
        follow=add_to_item,
    )
)
