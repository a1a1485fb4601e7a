"""Sorting and searching Chinese names without ICU: a stored pinyin key."""

from django.db import models
from django.db.models import Q
from pypinyin import Style, lazy_pinyin


def pinyin_key(text: str) -> str:
    """Initials, then the full reading: "市财政局" → "sczj shicaizhengju". Sorts as a dictionary does, near enough."""
    initials = "".join(lazy_pinyin(text, style=Style.FIRST_LETTER))
    return f"{initials} {''.join(lazy_pinyin(text))}".lower()


def matches_name(words: str, field: str = "name") -> Q:
    """Rows whose name contains the words, or whose pinyin (initials or full) does: `czj` finds 市财政局."""
    key = words.replace(" ", "").replace("'", "").lower()
    found = Q(**{f"{field}__icontains": words})
    return found | Q(**{f"{field}_key__contains": key}) if key.isascii() and key else found


class PinyinKeyField(models.CharField):
    """The pinyin key of another field, kept by every save and bulk insert."""

    def __init__(self, *, source="name", **kwargs):
        self.source = source
        kwargs.setdefault("max_length", 600)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("db_index", True)
        super().__init__(**kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance, add):
        key = pinyin_key(getattr(model_instance, self.source))[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key
