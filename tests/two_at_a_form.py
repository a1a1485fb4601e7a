"""Two people who have the same form open, as their browsers show it and send it."""

from datetime import date
from types import SimpleNamespace

from django.db.models import Model


def as_shown(page) -> dict:
    """Everything the forms of a page would send if nobody typed a word."""
    sent = _values(page.context["form"])
    for table in page.context["formsets"].values():
        sent |= {table.management_form.add_prefix(name): table.management_form[name].value() for name in _MANAGED}
        for row in table:
            sent |= _values(row)
    return sent


_MANAGED = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")


def _values(form) -> dict:
    values = {
        form.add_prefix(name): _sent(field.prepare_value(form[name].value())) for name, field in form.fields.items()
    }
    return {name: value for name, value in values.items() if value not in (None, "", False)}


def _sent(value):
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, list | tuple):
        return [_sent(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def second_of_two(browse, first, second, address, one: dict, other: dict):
    """Both open the form; the first saves `one`, then the second `other`, and once more what the page then shows."""
    desks = [browse(first), browse(second)]
    forms = [as_shown(desk.get(address)) for desk in desks]
    saved = desks[0].post(address, forms[0] | one)
    assert saved.status_code == 302, saved.context["form"].errors
    refused = desks[1].post(address, forms[1] | other)
    assert refused.status_code == 200, "the second was not told"

    def insist():
        again = desks[1].post(address, as_shown(refused))
        assert again.status_code == 302, again.context["form"].errors

    return SimpleNamespace(page=refused.content.decode(), form=refused.context["form"], insist=insist)


def is_told(met, *words: str) -> None:
    """The page says that, and what, another changed."""
    [told] = met.form.non_field_errors()
    assert "此记录已被他人修改" in told
    assert [word for word in words if word not in told] == []
