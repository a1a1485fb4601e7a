"""What teams make the office owe."""

from django.utils.translation import gettext_lazy as _

from rounds.deadlines.kinds import Owner, register

POST_LEADER = register("post_leader", _("Post a leader to a team"), owner=Owner.OFFICE, page="rounds:team")
