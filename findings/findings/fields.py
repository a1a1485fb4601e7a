"""Choosing a category of findings."""

from itertools import groupby

from django import forms


class CategoryIterator(forms.models.ModelChoiceIterator):
    """Second-level categories under their first-level titles."""

    def __iter__(self):
        yield ("", self.field.empty_label)
        for group, categories in groupby(self.queryset, key=lambda category: category.group):
            yield (group, [self.choice(category) for category in categories])


class CategoryField(forms.ModelChoiceField):
    """A choice of category in two levels."""

    iterator = CategoryIterator

    def label_from_instance(self, obj):
        return obj.title
