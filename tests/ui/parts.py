"""A form with every kind of field, and the page that shows every part of the room `ui`."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.http import HttpRequest, QueryDict
from django.template import engines

from ninefold.ui.fields import DatePartsField

HERE = Path(__file__).parent
LEVELS = [
    (0, "Not yet essential", "Seldom notices how colleagues are."),
    (1, "Essential", "Notices when somebody is low, and asks."),
    (2, "Proficient", "Knows what sets them off, and reads people unlike themselves."),
    (3, "Strong", "Makes it usual that colleagues look after each other."),
    (4, "Exemplary", "Brings other leaders to do the same."),
]
IMPORTANCE = [(1, "Not important", ""), (2, "Useful", ""), (3, "Important", ""), (4, "Vital", "")]


class Everything(forms.Form):
    """One field of each kind."""

    name = forms.CharField(error_messages={"required": "Enter what you call it."})
    address = forms.EmailField(error_messages={"required": "Enter your e-mail address."})
    password = forms.CharField(error_messages={"required": "Enter your password."})
    code = forms.CharField(error_messages={"required": "Enter the code."})
    wishes = forms.CharField(error_messages={"required": "Say what you want from it."})
    kind = forms.ChoiceField(
        choices=[("full", "The full form"), ("short", "The short form")],
        error_messages={"required": "Choose a form."},
    )
    again = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")], error_messages={"required": "Say yes or no."})
    days = forms.MultipleChoiceField(
        choices=[("mon", "Monday"), ("tue", "Tuesday")], error_messages={"required": "Choose a day."}
    )
    group = forms.ChoiceField(
        choices=[("", "Choose one"), ("Above", [("manager", "Line manager")]), ("peer", "Peers")],
        error_messages={"required": "Choose a group."},
    )
    closes_on = DatePartsField(error_messages={"required": "Enter the closing date."})
    agreed = forms.BooleanField(error_messages={"required": "Confirm that each agreed."})


class Row(forms.Form):
    """One colleague."""

    name = forms.CharField(error_messages={"required": "Enter a name."})


Rows = forms.formset_factory(Row, extra=0, min_num=2, validate_min=True)


def page(data: QueryDict | None = None, request: HttpRequest | None = None, template: str = "all_parts.jinja") -> str:
    """The page with all parts, as it is first met or as it comes back."""
    context = {
        "form": Everything(data),
        "rows": Rows(data),
        "levels": LEVELS,
        "importance": IMPORTANCE,
        "actions": ["Thanks people", "Says when something goes well"],
    }
    source = (HERE / template).read_text(encoding="utf-8")
    return str(engines["jinja2"].from_string(source).render(context, request or HttpRequest()))
