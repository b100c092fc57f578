"""The forms of what follows a report: a goal, and the thank-you."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ninefold.accounts.actions.people import why_not_a_name
from ninefold.accounts.models import LONGEST_NAME
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.goals import GoalGiven, check_goal_date
from ninefold.feedback.actions.thanking import LONGEST_THANKS, check_thanks
from ninefold.feedback.models import Goal
from ninefold.ui.fields import TOO_LONG, DatePartsField, LinesField

LONGEST_PART = 300


class GoalForm(forms.Form):
    """One goal, with its date and the support it needs."""

    text = LinesField(max_length=LONGEST_PART)
    first_step = LinesField(max_length=LONGEST_PART, required=False)
    by_on = DatePartsField(error_messages={"required": gettext_lazy("Enter the day by which you want it to change.")})
    support = LinesField(max_length=LONGEST_PART, required=False)
    supporter_name = forms.CharField(max_length=LONGEST_NAME, required=False, error_messages={"max_length": TOO_LONG})
    supporter_email = forms.EmailField(
        required=False,
        error_messages={"invalid": gettext_lazy("This is not an e-mail address. It should be like name@example.org.")},
    )
    ask_supporter = forms.BooleanField(required=False)
    shared = forms.BooleanField(required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, goal: Goal | None, today: date) -> None:
        parts = ("text", "first_step", "by_on", "support", "supporter_name", "supporter_email", "shared")
        super().__init__(data, initial={} if goal is None else {name: getattr(goal, name) for name in parts})
        self.fields["text"].error_messages["required"] = _("Say what you want to change.")
        self._stands = None if goal is None else goal.by_on
        self._today = today

    def clean_by_on(self) -> date:
        """The day, which is still to come unless it stood before."""
        by_on: date = self.cleaned_data["by_on"]
        if by_on != self._stands:
            try:
                check_goal_date(by_on, self._today)
            except NinefoldError as error:
                raise forms.ValidationError(str(error)) from error
        return by_on

    def clean_supporter_name(self) -> str:
        """The name, which goes into a mail to them."""
        name: str = self.cleaned_data["supporter_name"]
        if said := why_not_a_name(name):
            raise forms.ValidationError(said)
        return name

    def clean(self) -> None:
        """Whoever is to be written to needs a name and an address."""
        if self.cleaned_data.get("ask_supporter"):
            if not self.cleaned_data.get("supporter_name"):
                self.add_error("supporter_name", _("Enter the name of the person we are to write to."))
            if not self.cleaned_data.get("supporter_email") and "supporter_email" not in self.errors:
                self.add_error("supporter_email", _("Enter the e-mail address that we are to write to."))

    @property
    def given(self) -> GoalGiven:
        """The goal, of a form that is valid."""
        return GoalGiven(**{name: value for name, value in self.cleaned_data.items() if name != "ask_supporter"})


class GoalsField(forms.TypedMultipleChoiceField):
    """Some of one's goals, by their positions."""

    def __init__(self, goals: Sequence[Goal], **given: Any) -> None:
        choices = [(goal.position, goal.text) for goal in goals]
        gone = gettext_lazy("One of these goals is not there any more. Choose among those that are.")
        messages = {"invalid_choice": gone, **given.pop("error_messages", {})}
        super().__init__(choices=choices, coerce=int, error_messages=messages, **given)


class ThanksForm(forms.Form):
    """Words of thanks, and the goals that go with them."""

    text = LinesField(max_length=LONGEST_THANKS)

    def __init__(self, data: Mapping[str, Any] | None, *, goals: Sequence[Goal]) -> None:
        super().__init__(data, initial={"goals": [goal.position for goal in goals if goal.shared]})
        self.fields["text"].error_messages["required"] = _("Write a few words of thanks.")
        self.fields["goals"] = GoalsField(goals, required=False)

    def clean_text(self) -> str:
        """The words, if they can be sent."""
        text: str = self.cleaned_data["text"]
        try:
            check_thanks(text)
        except NinefoldError as error:
            raise forms.ValidationError(str(error)) from error
        return text
