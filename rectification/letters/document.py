"""A letter as the paper that goes out."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.documents.letter import OfficialLetter, draw_letter
from core.ui.context import office_name
from rectification.models import Letter, LetterKind
from rounds.models import FormerName

TITLES = {
    LetterKind.SUGGESTION: "巡察整改建议书",
    LetterKind.SUPERVISION: "巡察整改督办通知书",
    LetterKind.GUIDANCE: "巡察整改阶段督查指导书",
    LetterKind.REMINDER: "巡察整改情况提醒书",
    LetterKind.WARNING: "巡察整改告诫书",
    LetterKind.ACCOUNTABILITY: "巡察整改问责书",
}


def document_of(letter: Letter) -> bytes:
    """The .docx of the letter, in the language of the house whoever reads it."""
    with translation.override(settings.LANGUAGE_CODE):
        return draw_letter(
            OfficialLetter(
                issuer=office_name(),
                number=letter.number,
                title=TITLES[LetterKind(letter.kind)],
                addressee=addressee_of(letter),
                text=letter.text,
                signed_by=office_name(),
                dated=letter.issued_on,
            )
        )


def file_name_of(letter: Letter) -> str:
    """Kind and number, as files are called."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("%(kind)s %(number)s") % {"kind": letter.get_kind_display(), "number": letter.number} + ".docx"


def addressee_of(letter: Letter) -> str:
    """What the organization was called on the day the letter was issued."""
    borne = FormerName.objects.filter(organization=letter.organization_id, until_on__gte=letter.issued_on)
    former = borne.order_by("until_on", "pk").first()
    return former.name if former else letter.organization.name
