"""The forms about places: giving one up, handing it on, and what staff do for others."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ninefold.academy.actions.bookings import LONGEST_REMARK, MOST_PLACES
from ninefold.ui.fields import LinesField


class CancelForm(forms.Form):
    """Giving up a place, with a remark where it is late."""

    remark = LinesField(
        max_length=LONGEST_REMARK,
        error_messages={"required": _("Please say in a few words why you cannot come.")},
    )

    def __init__(self, data: Any, *, says_why: bool) -> None:
        super().__init__(data)
        self.fields["remark"].required = says_why


class FacilitatorForm(forms.Form):
    """A facilitator, by their e-mail address."""

    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": _("Enter the e-mail address of the facilitator."),
            "invalid": _("This is not an e-mail address. It should be like name@example.org."),
        },
    )


class CapacityForm(forms.Form):
    """How many places there are."""

    capacity = forms.IntegerField(
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={
            "required": _("Enter how many places there are."),
            "invalid": _("Enter a whole number, such as 20."),
            "min_value": _("There should be at least one place."),
            "max_value": _("There should be at most 500 places."),
        },
    )
