"""Which two dimensions are laid side by side."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ninefold.core.framework.model import Framework


class CompareForm(forms.Form):
    """Two different dimensions of a framework, by their ids."""

    first = forms.ChoiceField()
    second = forms.ChoiceField()

    def __init__(self, framework: Framework, *args: Any, **kwargs: Any) -> None:
        """The choices are the dimensions of `framework`."""
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose one")), *((each.id, each.title) for each in framework.dimensions)]
        missing = {"first": _("Choose the first dimension."), "second": _("Choose the second dimension.")}
        unknown = _("There is no such dimension in this model. Choose one from the list.")
        for name, field in self.fields.items():
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
            field.error_messages |= {"required": missing[name], "invalid_choice": unknown}

    def clean(self) -> dict[str, Any]:
        """Refuse the same one twice."""
        given = super().clean() or {}
        if given.get("first") and given.get("first") == given.get("second"):
            self.add_error("second", _("This is the same dimension twice. Choose another one to lay beside it."))
        return given
