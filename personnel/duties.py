"""What teams make the office owe."""

from django.utils.translation import gettext_lazy as _

from rounds.deadlines.kinds import Owner, register

POST_LEADER = register("post_leader", _("Post a leader to a team"), owner=Owner.OFFICE, page="rounds:team")
MAKE_UP_WORK = register(
    "make_up_work", _("Have a team make up its work"), owner=Owner.OFFICE, page="personnel:make_up_order"
)
