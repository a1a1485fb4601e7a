"""Several files in one field of a form, each with its caption; all are kept when the form is shown again."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.files.attachments import MAX_BYTES, MB, caption_of, check_upload, check_uploads
from core.files.kept import Kept, keep
from core.models.attachments import LONGEST_CAPTION


class FilesInput(forms.ClearableFileInput):
    """Several files at once, and a box for their captions: one a line, in the order in which they are chosen."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        """The files, each with its caption; those that were kept have boxes of their own (`core.files.kept`)."""
        uploads = super().value_from_datadict(data, files, name)
        for upload, caption in zip(chosen_now(uploads), typed_captions(data, name), strict=False):
            upload.caption = caption.strip()
        return uploads


def typed_captions(data, name) -> list[str]:
    """What was typed into the box for captions of this field, by line."""
    return data.get(f"{name}-captions", "").strip("\r\n").splitlines()


def chosen_now(uploads) -> list:
    """The files of an upload but for those that a form had kept."""
    return [upload for upload in uploads or () if upload and not hasattr(upload, "reference")]


class FilesField(forms.FileField):
    """Several files, each known by its content; none is fine unless `required`.

    Its hint says what holds for all files; a `help_text` follows it.
    """

    widget = FilesInput
    kept: list[Kept] = []
    takes_captions = True
    captions_left = ""
    HINT = format_lazy(
        _(
            "PDF, JPG, PNG, Word, Excel, WPS, OFD, ZIP or audio (MP3, M4A, WAV, AMR), at most {count} files at once "
            "and {limit} MB together."
        ),
        count=settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        limit=MAX_BYTES // MB,
    )

    def __init__(self, *, help_text="", **kwargs):
        hint = format_lazy("{} {}", self.HINT, help_text) if help_text else self.HINT
        super().__init__(help_text=hint, **kwargs)

    def clean(self, data, initial=None):
        """The files sent; what is wrong with one of them is said with its name, with all of them by their sum."""
        uploads = [upload for upload in data or () if upload]
        if not uploads and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if refusals := refusals_of(uploads):
            raise forms.ValidationError(refusals)
        check_uploads(uploads)
        return uploads

    def keep(self, user, uploads, data, name) -> None:
        """Keep for the form that is shown again what was sent: files with their captions, and captions without one."""
        without = typed_captions(data, name)[len(chosen_now(uploads)) :]
        for upload in reversed(uploads):
            found = keep(user, [upload])
            self.kept = [*found, *self.kept]
            without = without if found else [caption_of(upload), *without]
        self.captions_left = "\n".join(filter(None, without))


def refusals_of(uploads) -> list[forms.ValidationError]:
    """What is wrong with each of the files that cannot be taken; the others are kept when the form is shown again."""
    refusals = []
    for upload in uploads:
        try:
            check_upload(upload)
        except ValidationError as refusal:
            refusals += refusal.error_list
        if len(caption_of(upload)) > LONGEST_CAPTION:
            words = _("The caption of “%(name)s” is longer than %(limit)d characters.")
            refusals.append(ValidationError(words, params={"name": upload.name, "limit": LONGEST_CAPTION}))
    return refusals
