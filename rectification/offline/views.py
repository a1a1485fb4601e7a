"""The workbook as a download."""

import io

from django.http import FileResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.access import budget
from core.access.reach import reach_of, require
from core.access.roles import Right
from core.files.attachments import clean_name
from core.workdays.reckoning import today
from rectification.offline.drawing import draw


@require_GET
def offline_ledger(request):
    """The ledger of the user's organization, to be filled in offline."""
    require(reach_of(request.user).may(Right.REPORT_PROGRESS), _("Only an organization reports progress."))
    file = io.BytesIO()
    with budget.expensive(request.user):
        draw(file, request.user)
    file.seek(0)
    name = _("Progress of rectification %(day)s") % {"day": f"{today():%Y-%m-%d}"}
    return FileResponse(file, as_attachment=True, filename=clean_name(f"{name}.xlsx", "xlsx"))
