"""The forms with which a participant sets up a 360."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ninefold.accounts.languages import spoken
from ninefold.accounts.models import Person
from ninefold.core.errors import NinefoldError
from ninefold.core.timetable import DAYS_OPEN
from ninefold.feedback.actions.assessments import check_closing_date
from ninefold.feedback.forms.languages import LanguageField
from ninefold.feedback.models.assessments import LONGEST_WISH
from ninefold.ui.fields import DatePartsField, LinesField

FORMS = [("full", gettext_lazy("The full form")), ("short", gettext_lazy("The short form"))]


class SettingsForm(forms.Form):
    """The form that colleagues fill in, the language they are asked in, and the day on which it closes."""

    form = forms.ChoiceField(
        choices=FORMS,
        error_messages={
            "required": gettext_lazy("Choose the full or the short form."),
            "invalid_choice": gettext_lazy("Choose the full or the short form."),
        },
    )
    language = LanguageField()
    closes_on = DatePartsField(
        error_messages={"required": gettext_lazy("Enter the day on which the questionnaire closes.")}
    )

    def __init__(self, today: date, *args: Any, reads: str = "", **kwargs: Any) -> None:
        """`reads`: the language that whoever fills this in reads, also where this page is not there in it."""
        begun = {"form": "full", "language": reads or spoken(), "closes_on": today + timedelta(days=DAYS_OPEN)}
        kwargs.setdefault("initial", begun)
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_closes_on(self) -> date:
        """The day, if it leaves enough time and not too much."""
        closes_on: date = self.cleaned_data["closes_on"]
        try:
            check_closing_date(closes_on, self._today)
        except NinefoldError as error:
            raise forms.ValidationError(str(error)) from error
        return closes_on


class WishesForm(forms.Form):
    """Three short answers on what somebody wants from a 360. Each may be left out."""

    why_now = LinesField(max_length=LONGEST_WISH, required=False)
    to_learn = LinesField(max_length=LONGEST_WISH, required=False)
    from_the_session = LinesField(max_length=LONGEST_WISH, required=False)


class FacilitatorForm(forms.Form):
    """Whom to ask to facilitate, and that nothing stands between the two."""

    facilitator = forms.TypedChoiceField(
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose a facilitator."),
            "invalid_choice": gettext_lazy("That facilitator cannot be asked any more. Choose another."),
        },
    )
    no_conflict = forms.BooleanField(
        error_messages={"required": gettext_lazy("Confirm that none of these ties is there, or choose somebody else.")}
    )

    def __init__(self, facilitators: list[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["facilitator"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(person.pk), person.name) for person in facilitators]
        self._people = {person.pk: person for person in facilitators}

    @property
    def chosen(self) -> Person:
        """Who was chosen, once the form was found to be right."""
        return self._people[self.cleaned_data["facilitator"]]


class ChangesForm(forms.Form):
    """What whoever checks a list wants changed on it."""

    text = LinesField(max_length=LONGEST_WISH, error_messages={"required": gettext_lazy("Say what should be changed.")})
