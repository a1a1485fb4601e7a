"""Forms of rules, of funds and of who was held to account, and of their corrections."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.registers.forms import CorrectingForm
from core.ui.forms import MultiPicker, Picker
from rectification.models import HeldToAccount, Item, OrganizationRule, ReturnedFunds, Source
from rectification.querysets import OF_ITEM

ITEMS, OPEN_ITEMS = "rectification:item_options", "rectification:results_options"


class ResultForm(CorrectingForm):
    """A result of an item for which the user may enter one; a correction stays with its item."""

    FIXED: tuple[str, ...] = ("item",)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if "item" in self.fields:
            self.fields["item"].queryset = (
                Item.objects.visible_to(user).taking_results_of(user).select_related(*OF_ITEM.related)
            )


class RuleForm(ResultForm):
    """Of what is known as a number alone, the number is corrected; it has no title."""

    EXAMPLES = {"title": "专项资金管理办法", "number": "农发〔2026〕12号"}
    WIDE = ("item", "title", "also_for", "files", "why")
    OF_NUMBERS = ("amount", "made_on", "why", "files", "seen")

    class Meta:
        model = OrganizationRule
        fields = ("item", "title", "kind", "number", "made_on", "amount", "also_for")
        widgets = {"item": Picker(search_url_name=OPEN_ITEMS), "also_for": MultiPicker(search_url_name=ITEMS)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.source == Source.ENTERED:
            del self.fields["amount"]
            self.fields["title"].required = self.fields["kind"].required = True
        else:
            self.fields = {name: field for name, field in self.fields.items() if name in self.OF_NUMBERS}


class FundsForm(ResultForm):
    EXAMPLES = {"voucher": "0012345678"}
    WIDE = ("item", "files", "why")

    class Meta:
        model = ReturnedFunds
        fields = ("item", "amount", "returned_on", "voucher")
        widgets = {"item": Picker(search_url_name=OPEN_ITEMS), "amount": forms.NumberInput(attrs={"min": "0.01"})}


class HeldForm(ResultForm):
    EXAMPLES = {"name": "王立新", "post": "财务科科长", "number": "农党〔2026〕8号"}
    WIDE = ("item", "files", "why")

    class Meta:
        model = HeldToAccount
        fields = ("item", "subject", "name", "post", "way", "held_on", "number")
        widgets = {"item": Picker(search_url_name=OPEN_ITEMS)}
        help_texts = {"name": _("The name of the person, or of the unit. One row each.")}
