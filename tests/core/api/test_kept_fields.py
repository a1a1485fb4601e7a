"""Fields that are worked out once serve every serializer, in its reader's language, and none sees another's."""

from django.utils.translation import override

from tests.core.api.sample import OrganizationRow


def test_each_serializer_has_fields_of_its_own():
    one, another = OrganizationRow(), OrganizationRow()
    assert list(one.fields) == OrganizationRow.Meta.fields
    assert {field.parent for field in one.fields.values()} == {one}
    assert {field.parent for field in another.fields.values()} == {another}


def test_words_of_the_model_are_in_the_language_in_use():
    labels = []
    for language in ("en", "zh-hans", "en"):
        with override(language):
            labels.append(str(OrganizationRow().fields["level"].label))
    assert labels == ["Level", "层级", "Level"]
