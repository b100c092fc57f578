"""The form by which somebody declares a tie to another."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from ninefold.academy.models import Conflict
from ninefold.accounts.forms import AddressField


class ConflictForm(forms.Form):
    """To whom, unless they were chosen in the directory; and what tie it is."""

    email = AddressField()
    reason = forms.ChoiceField(
        choices=[(one.value, capfirst(one.label)) for one in Conflict.Reason],
        error_messages={"required": gettext_lazy("Choose what tie it is.")},
    )

    def __init__(self, data: Any, *, chosen: bool) -> None:
        super().__init__(data)
        if chosen:
            del self.fields["email"]
