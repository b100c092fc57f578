"""The forms of feedback sessions held elsewhere: to enter one, and to approve or refuse several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ninefold.academy.actions.register_approvals import LONGEST_REASON, tidy_organisation
from ninefold.academy.models import Evidence
from ninefold.accounts.models import LONGEST_NAME
from ninefold.core.errors import NinefoldError
from ninefold.ui.fields import DatePartsField, LinesField

APPROVE, REFUSE = "approve", "refuse"


class ElsewhereForm(forms.Form):
    """A feedback session held elsewhere: the day and the organisation, never with whom."""

    held_on = DatePartsField(error_messages={"required": gettext_lazy("Enter the day.")})
    organisation = forms.CharField(
        max_length=LONGEST_NAME,
        error_messages={
            "required": gettext_lazy("Name the organisation where it was held."),
            "max_length": gettext_lazy("The name may have %(limit_value)d characters."),
        },
    )

    def clean_organisation(self) -> str:
        """The organisation as it is kept."""
        try:
            return tidy_organisation(self.cleaned_data["organisation"])
        except NinefoldError as error:
            raise forms.ValidationError(str(error)) from None


class ApprovalForm(forms.Form):
    """Those of the feedback sessions that are approved or refused together. `chosen` are the rows."""

    rows = forms.MultipleChoiceField(error_messages={"required": gettext_lazy("Choose at least one feedback session.")})
    act = forms.ChoiceField(choices=[(APPROVE, APPROVE), (REFUSE, REFUSE)])
    reason = LinesField(required=False, max_length=LONGEST_REASON)

    def __init__(self, waiting: Sequence[Evidence], data: Any, *, all_chosen: bool = False) -> None:
        by_number = {str(row.pk): row for row in waiting}
        super().__init__(data, initial={"rows": list(by_number) if all_chosen else []})
        self._by_number = by_number
        field = self.fields["rows"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(number, _words(row)) for number, row in by_number.items()]

    def clean(self) -> None:
        """To refuse needs a reason."""
        if self.cleaned_data.get("act") == REFUSE and not (self.cleaned_data.get("reason") or "").strip():
            self.add_error("reason", _("Give a reason: the facilitator reads it."))

    @property
    def chosen(self) -> list[Evidence]:
        """The rows, of a form that is valid."""
        return [self._by_number[number] for number in self.cleaned_data["rows"]]


def _words(row: Evidence) -> str:
    return f"{row.registration.person}: {date_format(row.happened_on, 'j F Y')}, {row.organisation}"
