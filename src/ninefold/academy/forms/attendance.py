"""The forms of those who say who was at a CPD session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ninefold.academy.models import Attendee, Booking
from ninefold.core.attendance_file import MOST_BYTES
from ninefold.core.london import LONDON, london_date
from ninefold.core.session_times import instant_in_london
from ninefold.ui.fields import ClockField


class ListForm(forms.Form):
    """The list of the meeting, as the meeting service exports it."""

    file = forms.FileField(
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose the file with the list of the meeting.")},
    )

    def clean_file(self) -> bytes:
        """What is in it; an error for one that is far too long."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("This file has more than 5 MB. The list of a meeting is much smaller: choose the CSV file itself.")
            )
        return bytes(file.read())


class TimesForm(forms.Form):
    """From when until when a CPD session really ran, by a clock in London on the day of the timetable."""

    ran_from = ClockField()
    ran_to = ClockField()

    def instants(self, near: datetime) -> tuple[datetime, datetime] | None:
        """The two instants; None where no clock shows one of them on that day.

        An end that is not after the beginning may be that of the hour that comes twice when the clocks go back.
        """
        day = london_date(near)
        start, end = (instant_in_london(day, self.cleaned_data[name]) for name in ("ran_from", "ran_to"))
        if start is None or end is None:
            return None
        again = end.astimezone(LONDON).replace(fold=1).astimezone(UTC)
        # One that runs over midnight, or through the hour that comes twice.
        late = near.astimezone(LONDON).hour >= 20
        choices = [end, again, end + timedelta(days=1)] if late else [end, again]
        return start, next((each for each in choices if each > start), end)


class PresentForm(forms.Form):
    """Who was there although the list does not show it, and how that is known."""

    booking = forms.TypedChoiceField(coerce=int, error_messages={"required": gettext_lazy("Choose who was there.")})
    reason = forms.CharField(
        max_length=500,
        error_messages={"required": gettext_lazy("Say in a few words how you know that they were there.")},
    )

    def __init__(self, data: Any, bookings: Sequence[Booking]) -> None:
        super().__init__(data)
        self.fields["booking"] = forms.TypedChoiceField(
            coerce=int,
            choices=[("", _("Choose one")), *((each.pk, each.person.name) for each in bookings)],
            error_messages=self.fields["booking"].error_messages,
        )


class WhoseForm(forms.Form):
    """Whose booking somebody in the list is; nobody's where none is chosen."""

    booking = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)

    def __init__(self, data: Any, attendee: Attendee, bookings: Sequence[Booking]) -> None:
        super().__init__(data, prefix=f"whose-{attendee.pk}", initial={"booking": attendee.booking_id or ""})
        self.attendee = attendee
        self.fields["booking"] = forms.TypedChoiceField(
            coerce=int,
            required=False,
            empty_value=None,
            error_messages={"invalid_choice": _("Choose somebody who had a place in this CPD session.")},
            choices=[("", _("Nobody with a place")), *((each.pk, each.person.name) for each in bookings)],
        )
