"""The forms of a facilitator's part: times, a first talk, notes, opening, concerns; and of the participant's answer."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ninefold.core.session_times import instant_in_london
from ninefold.feedback.actions.facilitations import LONGEST_PROPOSAL
from ninefold.feedback.actions.holding import LONGEST_OBJECTION
from ninefold.feedback.actions.notes import LONGEST_NOTES
from ninefold.feedback.actions.session_times import LONGEST_PLACE
from ninefold.feedback.models import Concern
from ninefold.ui.fields import ClockField, DatePartsField, LinesField

MINUTES = [(str(minutes), gettext_lazy("%(minutes)s minutes") % {"minutes": minutes}) for minutes in (60, 90, 120, 150)]
NONE_OF_THESE = "none"


class TimeForm(forms.Form):
    """A time for a feedback session: a day, a time in London, how long, and where."""

    day = DatePartsField(error_messages={"required": gettext_lazy("Enter the day.")})
    clock = ClockField()
    minutes = forms.ChoiceField(
        choices=MINUTES, error_messages={"required": gettext_lazy("Choose how long it lasts.")}, initial="120"
    )
    where = forms.CharField(
        max_length=LONGEST_PLACE,
        error_messages={"required": gettext_lazy("Say where you meet: a place, or a link to join.")},
    )

    def clean(self) -> dict[str, Any]:
        """The same with `starts_at`, the instant; an error where no clock in London shows that time on that day."""
        given: dict[str, Any] = super().clean() or {}
        day, clock = given.get("day"), given.get("clock")
        if isinstance(day, date) and isinstance(clock, time):
            given["starts_at"] = self._instant(day, clock)
        return given

    def _instant(self, day: date, clock: time) -> datetime | None:
        instant = instant_in_london(day, clock)
        if instant is None:
            said = _("On that night the clocks go forward, and %(clock)s does not exist. Choose another time.")
            self.add_error("clock", said % {"clock": f"{clock:%H:%M}"})
        return instant


class PickForm(forms.Form):
    """One of the times that are offered."""

    time = forms.TypedChoiceField(
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose a time."),
            "invalid_choice": gettext_lazy("This time is no longer offered. Choose another."),
        },
    )

    def __init__(self, data: Any, choices: list[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["time"] = forms.TypedChoiceField(
            coerce=int, choices=choices, error_messages=self.fields["time"].error_messages
        )


class FirstTalkForm(forms.Form):
    """A proposal for a first talk, in the facilitator's own words."""

    text = LinesField(
        max_length=LONGEST_PROPOSAL,
        error_messages={"required": gettext_lazy("Say when and how you would like to talk.")},
    )


class NotesForm(forms.Form):
    """A facilitator's own notes. They may be emptied."""

    text = LinesField(max_length=LONGEST_NOTES, required=False)


class OpeningForm(forms.Form):
    """What to open: a part, or all where none is named; and that the feedback session is happening now."""

    part = forms.SlugField(required=False, max_length=60, widget=forms.HiddenInput)
    happening_now = forms.BooleanField(required=False)


class ConcernForm(forms.Form):
    """Under which of the three limits a concern falls, if under any."""

    limit = forms.ChoiceField(
        choices=[
            *((limit.value, capfirst(limit.label)) for limit in Concern.Limit),
            (NONE_OF_THESE, gettext_lazy("None of these: it worries me, but it stays in confidence")),
        ],
        error_messages={"required": gettext_lazy("Choose one.")},
    )


class HeldForm(forms.Form):
    """Whether the feedback session took place, and if not, what to tell the lead."""

    took_place = forms.ChoiceField(
        choices=[("yes", gettext_lazy("Yes, it took place")), ("no", gettext_lazy("No, not as it was marked"))],
        error_messages={"required": gettext_lazy("Choose yes or no.")},
    )
    text = LinesField(max_length=LONGEST_OBJECTION, required=False)
