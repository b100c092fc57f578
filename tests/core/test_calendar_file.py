"""Calendar files are read back by a parser, hold to the lines of RFC 5545, and name nobody but who gets them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event, Timezone

from ninefold.core.calendar_file import Appointment, Party, cancellation, content_type, download, invitation, update

AT = datetime(2026, 6, 1, 12, 30, 15, 999, tzinfo=UTC)
SUMMER = Appointment(
    uid="feedback-7d1f@ninefold.example",
    sequence=0,
    starts_at=datetime(2026, 7, 1, 9, tzinfo=UTC),
    ends_at=datetime(2026, 7, 1, 11, tzinfo=UTC),
    summary="Feedback session on your 360",
    description="Bring what you want from it; nothing else, really.\nThe link: https://ninefold.example/360/1",
    location="Online",
    reminder="Tomorrow is your feedback session",
    organiser=Party("Ninefold", "mail@ninefold.example"),
    attendee=Party("Zoë Ann O’Neill", "zoe@nhs.net"),
)
LATER = replace(SUMMER, sequence=1)
MAKERS: list[Callable[[Appointment, datetime], bytes]] = [invitation, update, cancellation, download]


def opened(file: bytes) -> tuple[Calendar, Event]:
    """The calendar in a file, and the one event in it."""
    calendar = Calendar.from_ical(file)
    assert isinstance(calendar, Calendar)
    (event,) = calendar.events
    return calendar, event


def lines(file: bytes) -> list[str]:
    """The lines of a file as they are meant: folded ones whole."""
    return file.decode().replace("\r\n ", "").split("\r\n")


def test_an_invitation_is_read_back_as_it_was_meant() -> None:
    calendar, event = opened(invitation(SUMMER, AT))
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert (event.uid, event.sequence) == (SUMMER.uid, 0)
    assert event.stamp == AT.replace(microsecond=0)
    assert (event.start, event.end) == (SUMMER.starts_at, SUMMER.ends_at)
    assert (event["SUMMARY"], event["DESCRIPTION"], event["LOCATION"]) == (
        SUMMER.summary,
        SUMMER.description,
        SUMMER.location,
    )
    assert (event["STATUS"], event["CLASS"]) == ("CONFIRMED", "PRIVATE")
    assert (event["ORGANIZER"], event["ORGANIZER"].params["CN"]) == ("mailto:mail@ninefold.example", "Ninefold")
    assert (event["ATTENDEE"], event["ATTENDEE"].params["CN"]) == ("mailto:zoe@nhs.net", "Zoë Ann O’Neill")
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"


def test_times_are_those_of_london() -> None:
    winter = replace(
        SUMMER, starts_at=datetime(2026, 12, 1, 9, tzinfo=UTC), ends_at=datetime(2026, 12, 1, 10, tzinfo=UTC)
    )
    assert "DTSTART;TZID=Europe/London:20260701T100000" in lines(invitation(SUMMER, AT))
    assert "DTSTART;TZID=Europe/London:20261201T090000" in lines(invitation(winter, AT))
    assert "DTSTAMP:20260601T123015Z" in lines(invitation(SUMMER, AT))


@pytest.mark.parametrize("year", [1997, 2026, 2027, 2060])
def test_the_clocks_of_the_file_are_those_of_london(year: int) -> None:
    """The referee is the time-zone database of the world."""
    assert {"DTSTART:19970330T010000", "DTSTART:19961027T020000"} <= set(lines(invitation(SUMMER, AT)))
    (zone,) = Calendar.from_ical(invitation(SUMMER, AT)).walk("VTIMEZONE")
    assert isinstance(zone, Timezone)
    of_file, london = zone.to_tz(lookup_tzid=False), ZoneInfo("Europe/London")
    for day in range(365):
        for hour in (0, 1, 2, 3, 12):
            local = datetime(year, 1, 1, hour) + timedelta(days=day)  # noqa: DTZ001 - what a clock on a wall shows
            assert local.replace(tzinfo=of_file).utcoffset() == local.replace(tzinfo=london).utcoffset() or (
                # Between one and two on the two nights of change a clock shows what is no time, or two of them.
                hour == 1 and local.weekday() == 6 and local.month in {3, 10} and local.day > 24
            ), local


def test_a_reminder_comes_one_day_before_and_none_for_what_is_off() -> None:
    (alarm,) = opened(invitation(SUMMER, AT))[1].walk("VALARM")
    assert (alarm["ACTION"], alarm["DESCRIPTION"]) == ("DISPLAY", SUMMER.reminder)
    assert "TRIGGER:-P1D" in lines(invitation(SUMMER, AT))
    assert opened(cancellation(LATER, AT))[1].walk("VALARM") == []


def test_a_change_is_the_same_entry_with_a_later_word() -> None:
    calendar, event = opened(update(replace(LATER, sequence=3), AT))
    assert (calendar["METHOD"], event.uid, event.sequence) == ("REQUEST", SUMMER.uid, 3)


def test_a_cancellation_is_the_same_entry_taken_out() -> None:
    calendar, event = opened(cancellation(LATER, AT))
    assert (calendar["METHOD"], event.uid, event.sequence, event["STATUS"]) == ("CANCEL", SUMMER.uid, 1, "CANCELLED")
    assert event["ATTENDEE"] == "mailto:zoe@nhs.net"


@pytest.mark.parametrize("make", [update, cancellation])
def test_a_change_that_calendars_would_pass_over_is_refused(make: Callable[[Appointment, datetime], bytes]) -> None:
    with pytest.raises(ValueError, match="sequence is not higher"):
        make(SUMMER, AT)


def test_a_file_to_fetch_invites_nobody() -> None:
    calendar, event = opened(download(SUMMER, AT))
    assert calendar["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in event
    assert b"zoe" not in download(SUMMER, AT).lower()


@pytest.mark.parametrize("make", MAKERS)
def test_the_only_addresses_are_those_of_the_service_and_of_who_gets_the_file(
    make: Callable[[Appointment, datetime], bytes],
) -> None:
    people = [line for line in lines(make(LATER, AT)) if "mailto:" in line.lower()]
    assert {line.rpartition("mailto:")[2] for line in people} <= {"mail@ninefold.example", "zoe@nhs.net"}
    assert make(LATER, AT) == make(LATER, AT)


TEXTS = st.text(max_size=200) | st.sampled_from(["x\r\nEND:VEVENT\r\nATTENDEE:mailto:a@b", "é" * 150, "a;b,c\\n:\"^'"])


@given(TEXTS, TEXTS, TEXTS, st.sampled_from(MAKERS))
def test_whatever_a_text_holds_lines_are_short_end_rightly_and_stay_apart(
    summary: str, description: str, name: str, make: Callable[[Appointment, datetime], bytes]
) -> None:
    told = replace(LATER, summary=summary, description=description, attendee=Party(name, "zoe@nhs.net"))
    file = make(told, AT)
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert b"\r" not in file.replace(b"\r\n", b"")
    assert b"\n" not in file.replace(b"\r\n", b"")
    names = [line.partition(":")[0].partition(";")[0] for line in lines(file)]
    assert names == [line.partition(":")[0].partition(";")[0] for line in lines(make(LATER, AT))]
    _, event = opened(file)
    assert _printable(str(event["SUMMARY"])) == _printable(summary)
    assert _printable(str(event["DESCRIPTION"])) == _printable(description)


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())


@pytest.mark.parametrize("address", ["", "zoe", "zoe@nhs.net\r\nATTENDEE:a@b", "a@b,c@d", "<a@b>"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="e-mail address"):
        invitation(replace(SUMMER, attendee=Party("Zoë", address)), AT)


def test_what_is_no_appointment_is_refused() -> None:
    with pytest.raises(ValueError, match="to a later one"):
        replace(SUMMER, ends_at=SUMMER.starts_at)
    with pytest.raises(ValueError, match="to a later one"):
        replace(SUMMER, starts_at=datetime(2026, 7, 1))  # noqa: DTZ001 - what is refused
    with pytest.raises(ValueError, match="from 0 up"):
        replace(SUMMER, sequence=-1)


def test_a_mail_program_is_told_what_the_file_is() -> None:
    assert content_type("REQUEST") == "text/calendar; charset=utf-8; method=REQUEST"
