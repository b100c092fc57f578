"""The forms of random audits: whose is drawn, what one says about each thing asked, what a lead finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ninefold.academy.actions.register_audits import LONGEST_ANSWER
from ninefold.academy.models import AuditItem
from ninefold.accounts.models import Region
from ninefold.ui.fields import LinesField

FINE, TAKE_BACK = "fine", "take_back"
FOUND = [(FINE, gettext_lazy("It is in order")), (TAKE_BACK, gettext_lazy("It does not count: take it back"))]


class DrawForm(forms.Form):
    """The region whose entries are drawn from."""

    region = forms.ChoiceField(error_messages={"required": gettext_lazy("Choose the region.")})

    def __init__(self, regions: Sequence[Region], data: Any) -> None:
        self._regions = {str(region.pk): region for region in regions}
        first = next(iter(self._regions), "") if len(regions) == 1 else ""
        super().__init__(data, initial={"region": first})
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose one")), *((key, str(region)) for key, region in self._regions.items())]

    @property
    def chosen(self) -> Region:
        """The region, of a form that is valid."""
        return self._regions[self.cleaned_data["region"]]


class AnswersForm(forms.Form):
    """A few words about each thing that was asked. `answers` are by the number of the item."""

    def __init__(self, items: Sequence[AuditItem], data: Any) -> None:
        super().__init__(data)
        self._names = {f"said_{item.pk}": item.pk for item in items}
        for item in items:
            self.fields[f"said_{item.pk}"] = LinesField(
                max_length=LONGEST_ANSWER,
                initial=item.said,
                error_messages={"required": _("Say something about this one.")},
            )

    @property
    def answers(self) -> dict[int, str]:
        """What was said, of a form that is valid."""
        return {number: self.cleaned_data[name] for name, number in self._names.items()}


class FoundForm(forms.Form):
    """What a lead found, and why, where it does not count."""

    found = forms.ChoiceField(choices=FOUND, error_messages={"required": gettext_lazy("Choose what you found.")})
    reason = LinesField(required=False, max_length=LONGEST_ANSWER)

    def clean(self) -> None:
        """To take back needs a reason."""
        if self.cleaned_data.get("found") == TAKE_BACK and not (self.cleaned_data.get("reason") or "").strip():
            self.add_error("reason", _("Give a reason: the facilitator reads it."))
