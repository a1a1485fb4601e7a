"""What teams make the office owe, and organizations when a post changes to another person."""

from django.utils.translation import gettext_lazy as _

from core.workdays.reckoning import Unit
from rounds.deadlines.kinds import Limit, Owner, register

POST_LEADER = register("post_leader", _("Post a leader to a team"), owner=Owner.OFFICE, page="rounds:team")
MAKE_UP_WORK = register(
    "make_up_work", _("Have a team make up its work"), owner=Owner.OFFICE, page="personnel:make_up_order"
)
TAKE_OVER = register(
    "take_over_duties",
    _("Take over the duties of a post"),
    owner=Owner.SECRETARY,
    page="personnel:takeover",
    limit=Limit(5, Unit.WORKDAYS, "整改责任交接：到任后5个工作日内（本单位约定，可按实际调整）"),
    beyond_rounds=True,
)
