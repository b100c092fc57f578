"""The form of one page of the e-learning assessment."""

from __future__ import annotations

from typing import Any

from django import forms

from ninefold.academy.queries.learning import Part
from ninefold.core.question_bank import OPTIONS


class PartForm(forms.Form):
    """The questions of one theme, none of which has to be answered now; a field's name is its question's."""

    def __init__(self, data: Any, *, part: Part) -> None:
        super().__init__(data)
        for each in part.asked:
            field = forms.TypedChoiceField(
                choices=each.options, coerce=int, empty_value=None, required=False, initial=each.answer
            )
            self.fields[each.question.id] = field
        self.asks = {each.question.id: each.question.ask for each in part.asked}

    @property
    def answers(self) -> dict[str, int]:
        """What was answered, each the place of an option, of a form that is valid."""
        given = {name: self.cleaned_data[name] for name in self.fields}
        return {name: place for name, place in given.items() if place is not None and 0 <= place < OPTIONS}
