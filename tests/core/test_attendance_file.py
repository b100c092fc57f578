"""Attendance files of online meetings: each layout in its languages, and what is wrong with one in plain words.

The people are made up; layouts are as the meeting service exports them.
"""

from datetime import UTC, datetime, timedelta

import pytest

from ninefold.core.attendance_file import AttendanceFileError, Joining, read_attendance
from ninefold.core.attendance_times import duration_of

# In London 10:00 to 11:30, on a day that is not the number of its month.
STARTS, ENDS = datetime(2026, 1, 27, 10, 0, tzinfo=UTC), datetime(2026, 1, 27, 11, 30, tzinfo=UTC)

NEWER = """1. Summary
Meeting title\tRefresher
Attended participants\t3
Start time\t1/27/26, 9:55:03 AM
End time\t1/27/26, 11:32:10 AM
Meeting duration\t1h 37m 7s
Average attendance time\t1h 10m

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Felix Achterberg\t1/27/26, 9:58:00 AM\t1/27/26, 11:31:00 AM\t1h 33m\tfelix.achterberg@example.org\tfelix\tPresenter
Grace Mensah (Guest)\t1/27/26, 10:10:00 AM\t1/27/26, 11:30:00 AM\t1h 5m 30s\t\t\tAttendee

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Felix Achterberg\t1/27/26, 9:58:00 AM\t1/27/26, 11:31:00 AM\t1h 33m\tfelix.achterberg@example.org\tPresenter
Grace Mensah (Guest)\t1/27/26, 10:10:00 AM\t1/27/26, 10:40:30 AM\t30m 30s\t\tAttendee
Grace Mensah (Guest)\t1/27/26, 10:55:00 AM\t1/27/26, 11:30:00 AM\t35m\t\tAttendee
"""
GERMAN = """1. Zusammenfassung
Titel der Besprechung\tRefresher
Startzeit\t27.01.26, 09:55:03

2. Teilnehmer
Name\tErster Beitritt\tLetzter Austritt\tDauer\tE-Mail\tTeilnehmer-ID (UPN)\tRolle
Jürgen Groß\t27.01.26, 09:58:00\t27.01.26, 11:31:00\t1 Std. 33 Min.\tj.gross@example.org\t\tOrganisator

3. Aktivitäten während der Besprechung
Name\tBeitrittszeit\tAustrittszeit\tDauer\tE-Mail\tRolle
Jürgen Groß\t27.01.26, 09:58:00\t27.01.26, 11:31:00\t1 Std. 33 Min. 0 Sek.\tj.gross@example.org\tOrganisator
"""
OLDER = """Meeting Summary
Total Number of Participants\t1
Meeting Title\tRefresher
Meeting Start Time\t27/01/2026, 09:55:03
Meeting End Time\t27/01/2026, 11:32:10
Meeting Id\t19:meeting

Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\tParticipant ID (UPN)
Felix Achterberg\t27/01/2026, 09:58:00\t27/01/2026, 11:31:00\t1h 33m\tfelix.achterberg@example.org\tOrganizer\tfelix
"""
OLDEST = """Full Name\tUser Action\tTimestamp
Felix Achterberg\tJoined before\t1/27/2026, 9:58:00 AM
Grace Mensah\tJoined\t1/27/2026, 10:10:00 AM
Grace Mensah\tLeft\t1/27/2026, 10:40:30 AM
Grace Mensah\tJoined\t1/27/2026, 10:55:00 AM
Felix Achterberg\tLeft\t1/27/2026, 11:31:00 AM
"""
FRENCH = """1. Récapitulatif
Titre de la réunion,Refresher

2. Participants
Nom,Première participation,Dernière sortie,Durée de la réunion,Adresse e-mail,Rôle
Chloé Dubois,27/01/2026 09:58:00,27/01/2026 11:31:00,1 h 33 min 0 s,chloe.dubois@example.org,Participant
"""


def at(hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2026, 1, 27, hour, minute, second, tzinfo=UTC)


def read(text: str | bytes, encoding: str = "utf-16") -> list[tuple[str, str, datetime, datetime]]:
    content = text if isinstance(text, bytes) else text.encode(encoding)
    stays = read_attendance(content, starts_at=STARTS, ends_at=ENDS)
    return [(each.name, each.email, each.joined_at, each.left_at) for each in stays]


FELIX = ("Felix Achterberg", "felix.achterberg@example.org", at(9, 58), at(11, 31))


def test_the_newer_layout_is_read_from_its_third_part_each_stay_by_itself() -> None:
    grace = "Grace Mensah (Guest)"
    assert read(NEWER) == [
        FELIX,
        (grace, "", at(10, 10), at(10, 40, 30)),
        (grace, "", at(10, 55), at(11, 30)),
    ]


def test_the_newer_layout_without_its_third_part_is_read_from_the_second() -> None:
    assert [row[2:] for row in read(NEWER[: NEWER.index("3. In-Meeting")])] == [
        (at(9, 58), at(11, 31)),
        (at(10, 10), at(11, 30)),
    ]


def test_the_older_layout_with_its_head() -> None:
    assert read(OLDER) == [FELIX]


def test_the_oldest_layout_pairs_coming_with_going_and_who_never_left_stayed() -> None:
    assert read(OLDEST) == [
        ("Felix Achterberg", "", at(9, 58), at(11, 31)),
        ("Grace Mensah", "", at(10, 10), at(10, 40, 30)),
        ("Grace Mensah", "", at(10, 55), ENDS),
    ]


def test_german_with_its_days_and_lengths() -> None:
    assert read(GERMAN) == [("Jürgen Groß", "j.gross@example.org", at(9, 58), at(11, 31))]


def test_french_in_commas_and_utf_8_with_a_mark_or_without() -> None:
    expected = [("Chloé Dubois", "chloe.dubois@example.org", at(9, 58), at(11, 31))]
    assert read(FRENCH, "utf-8") == read(FRENCH, "utf-8-sig") == expected


def test_welsh_words_for_coming_and_going() -> None:
    text = OLDEST.replace("Joined before", "Ymunodd").replace("Joined", "Ymunodd").replace("Left", "Gadawodd")
    assert len(read(text)) == 3


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1h 23m 4s", timedelta(hours=1, minutes=23, seconds=4)),
        ("45 Min. 12 Sek.", timedelta(minutes=45, seconds=12)),
        ("1 heure 2 minutes", timedelta(hours=1, minutes=2)),
        ("1 awr 5 munud", timedelta(hours=1, minutes=5)),
        ("Presenter", None),
        ("3 people", None),
    ],
)
def test_how_long_in_several_languages(said: str, meant: timedelta | None) -> None:
    assert duration_of(said) == meant


def test_day_and_month_that_could_be_either_are_those_of_the_day_it_was() -> None:
    starts = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
    for day, half in (("3/4/2026, 10:00:00 AM", "3/4/2026, 11:30:00 AM"), ("04/03/2026, 10:00", "04/03/2026, 11:30")):
        text = f"Full Name\tJoin Time\tLeave Time\tDuration\nFelix\t{day}\t{half}\t1h 30m\n"
        (stay,) = read_attendance(text.encode(), starts_at=starts, ends_at=starts + timedelta(minutes=90))
        assert stay == Joining("Felix", "", starts, starts + timedelta(minutes=90))


def test_while_the_clocks_go_back_the_length_tells_which_of_the_two_hours_is_meant() -> None:
    starts = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 01:30 in London, and 01:00 again half an hour later
    text = (
        "Full Name\tJoin Time\tLeave Time\tDuration\n"
        "First\t25/10/2026, 01:30:00\t25/10/2026, 02:00:00\t1h 30m\n"
        "Late\t25/10/2026, 01:15:00\t25/10/2026, 02:00:00\t45m\n"
    )
    stays = read_attendance(text.encode(), starts_at=starts, ends_at=starts + timedelta(minutes=90))
    assert {each.name: each.joined_at.astimezone(UTC).strftime("%H:%M") for each in stays} == {
        "First": "00:30",
        "Late": "01:15",
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"  \n\n", "is empty"),
        (b"PK\x03\x04more", "is a workbook"),
        (b"%PDF-1.7", "a page or a PDF"),
        (b"<html>", "a page or a PDF"),
        (b"\xff\xfeN", "is no text"),
        (b"N\xe9l", "is no text"),
        (b"Name,E-mail\nFelix,felix@example.org\n", "Nobody’s time is in this file"),
        (b"x" * 5_000_001, "more than 5 MB"),
        (NEWER[: NEWER.index("2. Participants")].encode(), "is cut off"),
        (OLDER[: OLDER.index("\t27/01/2026, 11:31")].encode(), "Nobody’s time"),
        (OLDEST.replace("Left", "Went").encode(), "says “Went”, where it should say"),
    ],
)
def test_what_is_wrong_is_said(content: bytes, said: str) -> None:
    with pytest.raises(AttendanceFileError, match=said):
        read(content)


def test_a_row_that_was_cut_off_is_named() -> None:
    with pytest.raises(AttendanceFileError, match="Line 10 of this file does not say when that person left"):
        read(OLDER + "Grace Mensah\t27/01/2026, 10:10:00")


def test_the_list_of_another_meeting_is_refused_with_its_day() -> None:
    other = OLDER.replace("27/01/2026", "28/01/2026")
    with pytest.raises(AttendanceFileError, match=r"list of another meeting.*28 January 2026.*27 January 2026"):
        read(other)


def test_a_formula_in_a_cell_is_text() -> None:
    text = OLDER.replace("Felix Achterberg", '=HYPERLINK("https://evil.example")')
    assert read(text)[0][0] == '=HYPERLINK("https://evil.example")'
