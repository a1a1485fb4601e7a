"""Parts of a page that hold others: the card around a section, the table within one."""

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_block_tag
def section_card(content, title="", **options):
    """A section of a page as a card with its heading.

        {% section_card _("Evidence") id="evidence" %}…{% endsection_card %}

    `id` names the heading, for links and for screen readers. `bare` lets a table or a list reach the card's edges.
    Beside the title may stand a `status` (a row that has one), a `badge` with its `tone`, a `button` (`button_url`,
    `button_icon`), or a `total` with a link to `all_url` where only some are `shown`.
    """
    return render_to_string("components/section_card.html", {"content": content, "title": title, **options})


@register.inclusion_tag("components/embedded_table.html")
def embedded_table(table, empty=""):
    """A table within a section (`core.ui.tables.EmbeddedTable`); without rows it says what `empty` says."""
    return {"table": table, "empty": empty}
