"""Sorting and searching Chinese names without ICU: a stored pinyin key."""

from django.db import models

SURNAMES = {
    "尉迟": "yu chi",
    "万俟": "mo qi",
    "单于": "chan yu",
    "长孙": "zhang sun",
    "澹台": "tan tai",
    "曾": "zeng",
    "单": "shan",
    "解": "xie",
    "仇": "qiu",
    "区": "ou",
    "查": "zha",
    "朴": "piao",
    "翟": "zhai",
    "盖": "ge",
    "缪": "miao",
    "员": "yun",
    "折": "she",
    "种": "chong",
    "秘": "bi",
    "逄": "pang",
    "繁": "po",
    "乐": "yue",
    "黑": "he",
    "牟": "mu",
    "卜": "bu",
    "隗": "wei",
    "句": "gou",
    "祭": "zhai",
    "召": "shao",
    "洗": "xian",
    "冼": "xian",
    "覃": "qin",
    "任": "ren",
    "华": "hua",
    "那": "na",
    "宓": "fu",
    "薄": "bo",
}
"""How these characters are read as surnames, where a dictionary of words reads most of them otherwise."""


def pinyin_key(text: str) -> str:
    """Initials, then the full reading: "市财政局" → "sczj shicaizhengju". Sorts as a dictionary does, near enough."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - 55 MiB of words, for processes that store a name

    text = text.replace("·", "")  # nobody types it between initials
    initials = "".join(lazy_pinyin(text, style=Style.FIRST_LETTER))
    return f"{initials} {''.join(lazy_pinyin(text))}".lower()


def person_key(name: str) -> str:
    """The key of a person's name, its surname read as one: "曾伟" → "zw zengwei"."""
    name = "".join(name.split())
    surname = next((name[:length] for length in (2, 1) if name[:length] in SURNAMES), "")
    if not surname:
        return pinyin_key(name)
    initials, reading = pinyin_key(name[len(surname) :]).split(" ", 1)
    read = SURNAMES[surname].split()
    return f"{''.join(each[0] for each in read)}{initials} {''.join(read)}{reading}"


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

    def key_of(self, text: str) -> str:
        """The key of what the other field says."""
        return pinyin_key(text)

    def pre_save(self, model_instance, add):
        key = self.key_of(getattr(model_instance, self.source))[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key


class PersonKeyField(PinyinKeyField):
    """The pinyin key of the name of a person."""

    def key_of(self, text: str) -> str:
        return person_key(text)
