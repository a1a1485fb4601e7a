"""The registers of rules that organizations made, of funds they returned, and of whom they held to account."""

from django.utils.translation import gettext_lazy as _

from core.registers.register import Register, Words, keep
from rectification.models import HeldToAccount, OrganizationRule, ReturnedFunds
from rectification.permissions import can_enter_results, follows_ledgers
from rectification.results.filters import OF_RESULT, FundsFilter, HeldFilter, RuleFilter
from rectification.results.forms import FundsForm, HeldForm, RuleForm
from rectification.results.services import add_to_item, of_its_item, stands_at_item
from rectification.results.tables import FundsTable, HeldTable, RuleTable

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
HELD = keep(
    Register(
        HeldToAccount,
        named="rectification:held_to_account_entry",
        listed="rectification:held_to_account",
        words=Words(
            _("Held to account by organizations"),
            _("Enter who was held to account"),
            _("Correct who was held to account"),
            _("Nobody is entered yet."),
            _("Each person and each unit that an organization held to account for a problem is entered, at its item."),
        ),
        day="held_on",
        form=HeldForm,
        table=HeldTable,
        filters=HeldFilter,
        facts=("subject", "name", "post", "way", "held_on", "number"),
        reads=READS,
        opens=follows_ledgers,
        may_enter=can_enter_results,
        refuses=of_its_item,
        follow=stands_at_item,
    )
)
