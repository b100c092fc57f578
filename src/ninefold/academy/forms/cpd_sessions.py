"""The forms of those who prepare CPD sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ninefold.academy.actions.bookings import MOST_PLACES
from ninefold.academy.actions.cpd_sessions import LONGEST, SHORTEST, Plan
from ninefold.academy.models import CpdSession, OpenTo
from ninefold.academy.queries.topics import TopicOfCpd
from ninefold.accounts.models import Person
from ninefold.accounts.queries import owner_of
from ninefold.core.london import LONDON
from ninefold.core.session_times import comes_twice, instant_in_london
from ninefold.ui.fields import ClockField, DatePartsField, LinesField


class PlanForm(forms.Form):
    """What is said of a CPD session. The day and the time are those of London; without a day it collects interest."""

    topic = forms.ChoiceField(error_messages={"required": gettext_lazy("Choose a topic.")})
    title = forms.CharField(max_length=200, required=False)
    about = LinesField(max_length=2000, required=False)
    open_to = forms.ChoiceField(choices=OpenTo.choices, initial=OpenTo.EVERYBODY)
    day = DatePartsField(required=False)
    clock = ClockField(required=False)
    minutes = forms.IntegerField(min_value=SHORTEST, max_value=LONGEST, initial=90)
    capacity = forms.IntegerField(min_value=1, max_value=MOST_PLACES, initial=20)
    counts_as_session = forms.BooleanField(required=False)
    online_link = forms.URLField(max_length=1000, required=False, assume_scheme="https")
    books_from = DatePartsField(required=False)
    books_until = DatePartsField(required=False)
    hosts = LinesField(max_length=2000, required=False)

    def __init__(self, data: Any, topics: Sequence[TopicOfCpd], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.topics = {topic.slug: topic for topic in topics}
        self.fields["topic"] = forms.ChoiceField(
            choices=[(topic.slug, topic.title) for topic in topics],
            error_messages=self.fields["topic"].error_messages,
        )

    @property
    def counting(self) -> str:
        """What the topics are called that count as one feedback session by default."""
        return ", ".join(topic.title for topic in self.topics.values() if topic.counts_as_session)

    def clean_hosts(self) -> list[Person]:
        """The people with these addresses, one a line; an error names each that nobody has."""
        lines = str(self.cleaned_data.get("hosts") or "").splitlines()
        by_address = {line.strip(): owner_of(line.strip()) for line in lines if line.strip()}
        unknown = [address for address, person in by_address.items() if person is None]
        if unknown:
            raise forms.ValidationError(
                _("Nobody here has this address: %(addresses)s. Hosts need an account.")
                % {"addresses": ", ".join(unknown)}
            )
        return [person for person in by_address.values() if person is not None]

    def clean(self) -> dict[str, Any]:
        """The same with the instant `starts_at`; an error where clocks in London never show the time, or twice."""
        given: dict[str, Any] = super().clean() or {}
        day, clock = given.get("day"), given.get("clock")
        if "day" in given and "clock" in given and (day is None) != (clock is None):
            missing = "clock" if clock is None else "day"
            self.add_error(missing, _("Give the day and the time together, or neither while there is no date yet."))
        elif isinstance(day, date) and isinstance(clock, time):
            given["starts_at"] = instant_in_london(day, clock)
            if given["starts_at"] is None:
                said = _("On that night the clocks go forward, and %(clock)s does not exist. Choose another time.")
                self.add_error("clock", said % {"clock": f"{clock:%H:%M}"})
            elif comes_twice(day, clock):
                said = _("On that night the clocks go back, and %(clock)s comes twice. Choose another time.")
                self.add_error("clock", said % {"clock": f"{clock:%H:%M}"})
        return given

    def plan(self) -> Plan:
        """What a valid form says. Booking opens as the first day that is named begins, and closes as the last ends."""
        given = self.cleaned_data
        topic = self.topics[given["topic"]]
        opens, until = given.get("books_from"), given.get("books_until")
        return Plan(
            topic=topic.slug,
            title=given["title"] or topic.title,
            about=given["about"] or topic.about,
            open_to=given["open_to"],
            starts_at=given.get("starts_at"),
            minutes=given["minutes"],
            capacity=given["capacity"],
            counts_as_session=given["counts_as_session"],
            online_link=given["online_link"],
            books_from=None if opens is None else datetime.combine(opens, time(0), LONDON),
            books_until=None if until is None else datetime.combine(until, time(23, 59), LONDON),
            hosts=given["hosts"],
        )


def said_of(session: CpdSession, hosts: Sequence[Person]) -> dict[str, Any]:
    """What a form begins with for a CPD session that is there already."""
    local = None if session.starts_at is None else session.starts_at.astimezone(LONDON)
    opens, until = (
        None if at is None else at.astimezone(LONDON).date() for at in (session.books_from, session.books_until)
    )
    return {
        "topic": session.topic,
        "title": session.title,
        "about": session.about,
        "open_to": session.open_to,
        "day": None if local is None else local.date(),
        "clock": "" if local is None else f"{local:%H:%M}",
        "minutes": session.minutes,
        "capacity": session.capacity,
        "counts_as_session": session.counts_as_session,
        "online_link": session.online_link,
        "books_from": opens,
        "books_until": until,
        "hosts": "\n".join(person.email for person in hosts),
    }


class CancelSessionForm(forms.Form):
    """Why a CPD session is cancelled: everybody who wanted to come is told."""

    because = forms.CharField(
        max_length=500, error_messages={"required": gettext_lazy("Say in a sentence why it is cancelled.")}
    )


class AnnounceForm(forms.Form):
    """Which drafts are announced together."""

    sessions = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": gettext_lazy("Choose what to announce.")}
    )

    def __init__(self, data: Any, choices: list[tuple[int, str]]) -> None:
        super().__init__(data, initial={"sessions": [number for number, _label in choices]})
        self.fields["sessions"] = forms.TypedMultipleChoiceField(
            coerce=int, choices=choices, error_messages=self.fields["sessions"].error_messages
        )
