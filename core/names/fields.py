"""Columns of names: stored clean, with a key beside them by which they are found and told apart."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.utils.translation import gettext as _

from core.names.lookalikes import skeleton
from core.names.spelling import plain_name

KEPT_APART = " "
"""Stands, since no key has a space, between a key and the row's number where two names from before share the key."""


class NameField(models.CharField):
    """A name, stored clean however it was entered: by a form, a program, a ledger or a command."""

    def to_python(self, value):
        value = super().to_python(value)
        return plain_name(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class SkeletonField(models.CharField):
    """The skeleton of another field, kept by every save, bulk insert and check."""

    def __init__(self, *, source: str = "name", **kwargs: Any):
        self.source = source
        for name, value in (("max_length", 300), ("editable", False), ("default", "")):
            kwargs.setdefault(name, value)
        super().__init__(**kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def clean(self, value, model_instance):
        return self.key_for(model_instance)

    def pre_save(self, model_instance, add):
        key = self.key_for(model_instance)
        setattr(model_instance, self.attname, key)
        return key

    def key_for(self, row: models.Model) -> str:
        """The skeleton; with the row's number where it was kept apart so and is still called the same."""
        key, kept = skeleton(getattr(row, self.source))[:280], getattr(row, self.attname)
        return kept if kept.partition(KEPT_APART)[0] == key else key


def keyed(field: str, name: str) -> models.Q:
    """Rows whose name in this column looks like this one, also those kept apart."""
    key = skeleton(name)
    column = f"{field}_skeleton"
    return models.Q(**{column: key}) | models.Q(**{f"{column}__startswith": f"{key}{KEPT_APART}"})


class TakenOnce(models.UniqueConstraint):
    """A name is taken once, however it is spelt. The refusal names the row that has it."""

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        """As any constraint, in words that name the other row."""
        try:
            super().validate(model, instance, exclude=exclude, using=using)
        except ValidationError:
            mine = {name: getattr(instance, name) for name in self.fields}
            other = model._base_manager.using(using).filter(**mine).exclude(pk=instance.pk).first()
            words = _("“%(name)s” is entered already: one name, however it is spelt, and whatever looks like it.")
            raise ValidationError(words % {"name": other}, code=self.violation_error_code) from None
