"""Several files in one field of a form, each with its caption; all are kept when the form is shown again."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.files.attachments import (
    MAX_BYTES,
    MB,
    SUFFIXES,
    caption_of,
    check_upload,
    check_uploads,
    digest_of,
    same_as,
)
from core.files.kept import Kept, keep
from core.models.attachments import LONGEST_CAPTION, PICTURES


class FilesInput(forms.ClearableFileInput):
    """Several files at once, and a box for their captions: one a line, in the order in which they are chosen."""

    allow_multiple_selected = True

    def __init__(self, attrs=None):
        """With the kinds that are taken: a phone then offers its camera, and sends its photographs as JPEG."""
        accept = ",".join([*PICTURES, *sorted(set().union(*SUFFIXES.values()))])
        super().__init__({"accept": accept} | (attrs or {}))

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
        if len(uploads) > settings.DATA_UPLOAD_MAX_NUMBER_FILES:
            words = _("%(count)d files were chosen, and at most %(limit)d go with one form. Leave some out.")
            limit = settings.DATA_UPLOAD_MAX_NUMBER_FILES
            raise forms.ValidationError(words, params={"count": len(uploads), "limit": limit})
        if refusals := refusals_of(uploads):
            raise forms.ValidationError(refusals)
        check_uploads(uploads)
        return uploads

    def keep(self, user, uploads, data, name) -> None:
        """Keep for the form that is shown again what was sent: files with their captions, and captions without one."""
        without = typed_captions(data, name)[len(chosen_now(uploads)) :]
        for upload in reversed(uploads):
            found = [] if getattr(upload, "is_twin", False) else keep(user, [upload])
            self.kept = [*found, *self.kept]
            without = without if found else [caption_of(upload), *without]
        self.captions_left = "\n".join(filter(None, without))


def refusals_of(uploads) -> list[forms.ValidationError]:
    """What is wrong with each of the files that cannot be taken; the others are kept when the form is shown again.

    Of two with the same content the second is left out.
    """
    refusals: list[forms.ValidationError] = []
    names: dict[str, str] = {}
    for upload in uploads:
        try:
            check_upload(upload)
            upload.is_twin = digest_of(upload) in names
            if upload.is_twin:
                raise same_as(names[digest_of(upload)], upload)
            names[digest_of(upload)] = upload.name
        except ValidationError as refusal:
            refusals += refusal.error_list
        if len(caption_of(upload)) > LONGEST_CAPTION:
            words = _("The caption of “%(name)s” is longer than %(limit)d characters.")
            refusals.append(ValidationError(words, params={"name": upload.name, "limit": LONGEST_CAPTION}))
    return refusals
