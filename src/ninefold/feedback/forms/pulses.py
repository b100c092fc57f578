"""The forms of a pulse: which goals to ask about, and what a rater answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ninefold.feedback.forms.goals import GoalsField
from ninefold.feedback.models import Goal, Pulse
from ninefold.feedback.queries.open_answers import CANNOT_RATE
from ninefold.feedback.queries.pulses import keys_of, points

PREFIX = "goal-"  # before the place of a goal, where a page names its fields


class PulseForm(forms.Form):
    """The goals that everybody is asked about."""

    def __init__(self, data: Mapping[str, Any] | None, *, goals: Sequence[Goal]) -> None:
        shared = [goal.position for goal in goals if goal.shared]
        super().__init__(data, initial={"goals": shared or [goal.position for goal in goals]})
        none = gettext_lazy("Choose at least one goal to ask about.")
        self.fields["goals"] = GoalsField(goals, error_messages={"required": none})


class PulseAnswersForm(forms.Form):
    """One answer for each goal that a pulse asks about, or that one cannot tell."""

    def __init__(self, data: Mapping[str, Any] | None, *, pulse: Pulse, told: Mapping[str, str]) -> None:
        keys = keys_of(pulse)
        super().__init__(data, initial={f"{PREFIX}{key}": told[key] for key in keys if key in told})
        choices = [*points(), (CANNOT_RATE, _("I cannot tell"))]
        for key in keys:
            wrong = _("Choose an answer for goal %(place)s, or “I cannot tell”.") % {"place": key}
            self.fields[f"{PREFIX}{key}"] = forms.ChoiceField(
                choices=choices, error_messages={"required": wrong, "invalid_choice": wrong}
            )

    @property
    def given(self) -> dict[str, str]:
        """The answers by the places of the goals, of a form that is valid."""
        return {name.removeprefix(PREFIX): value for name, value in self.cleaned_data.items()}
