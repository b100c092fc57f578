"""What is wrong with the forms of a page, each fault with the place on the page where it is put right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BaseFormSet, BoundField
from django.utils.translation import gettext as _

from ninefold.ui.fields import DatePartsField


@dataclass(frozen=True)
class Fault:
    """One fault: what it says, and the id of the part of the page to go to; empty where there is none."""

    text: str
    place: str


def faults(*forms: BaseForm | BaseFormSet[Any] | Fault) -> list[Fault]:
    """The faults of forms and sets of forms, in the order of the page. Those of a set say which row they are in.

    A page of questions is no form and gives its faults as they are.
    """
    found: list[Fault] = []
    for form in forms:
        if isinstance(form, Fault):
            found.append(form)
        else:
            found += _of_set(form) if isinstance(form, BaseFormSet) else _of_form(form)
    return found


def place_of(field: BoundField) -> str:
    """The id of what to fill in: the field's name, or of a date in parts the first part that is wrong."""
    if isinstance(field.field, DatePartsField):
        wrong = field.field.wrong_parts(field.errors)
        return f"{field.html_name}_{wrong[0] if wrong else 'day'}"
    return field.html_name


def _of_form(form: BaseForm) -> Iterator[Fault]:
    """What is wrong with a form as a whole, or with a field that nobody sees, leads to its first field."""
    shown = form.visible_fields()
    first = place_of(shown[0]) if shown else ""
    for text in form.non_field_errors():
        yield Fault(str(text), first)
    for field in form:
        if field.errors:
            yield Fault(" ".join(map(str, field.errors)), first if field.is_hidden else place_of(field))


def _of_set(rows: BaseFormSet[Any]) -> Iterator[Fault]:
    first = next((place_of(field) for row in rows.forms for field in row.visible_fields()), "")
    for text in rows.non_form_errors():
        yield Fault(str(text), first)
    for number, row in enumerate(rows.forms, start=1):
        if "DELETE" not in row.fields or not row["DELETE"].value():
            for fault in _of_form(row):
                text = _("Row %(number)s: %(fault)s") % {"number": number, "fault": fault.text}
                yield Fault(text, fault.place)
