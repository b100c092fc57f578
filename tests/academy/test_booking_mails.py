"""Who is told what of their place: each thing once, and nothing that reads like a place to who has none."""

import re
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from icalendar import Calendar

from ninefold.academy.actions.booking_events import note
from ninefold.academy.actions.bookings import accept_offer, book_place, cancel_booking, substitute
from ninefold.academy.emails.events import MAILS
from ninefold.academy.jobs.bookings import let_offers_lapse, tell_bookings
from ninefold.academy.models import Booking, BookingEvent, CpdSession, Link
from ninefold.accounts.mail import Mail
from ninefold.accounts.models import Role
from ninefold.site.jobs import JOBS
from tests.academy.cpd import DAY, EARLY, make_facilitators, make_session
from tests.support.post import posted
from tests.world import World

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def four(world: World) -> list[Role]:
    return make_facilitators(world, 4)


@pytest.fixture
def session(world: World) -> CpdSession:
    return make_session(world, places=1)


def book(session: CpdSession, role: Role) -> Booking:
    return book_place(session=session, person=role.person, by=role, at=EARLY)


def mails(role: Role) -> list[Mail]:
    return posted(role.person.email)


def calendar(mail: Mail) -> tuple[str, str, int]:
    """Method, uid and sequence of the calendar file of a mail."""
    (file,) = mail.attachments
    whole = Calendar.from_ical(file.content)
    (entry,) = whole.walk("VEVENT")
    return str(whole["METHOD"]), str(entry["UID"]), int(str(entry["SEQUENCE"]))


def test_who_has_a_place_gets_the_link_to_join_and_an_invitation(session: CpdSession, four: list[Role]) -> None:
    book(session, four[0])
    assert tell_bookings(EARLY) == 1
    (mail,) = mails(four[0])
    assert "You have a place" in mail.text
    assert session.online_link in mail.text
    assert "20 May 2026, 11:00" in mail.text  # London keeps summer time
    assert calendar(mail)[0] == "REQUEST"
    assert mail.attachments[0].media_type.endswith("method=REQUEST")


def test_who_waits_gets_a_mail_that_does_not_read_like_a_place(session: CpdSession, four: list[Role]) -> None:
    for role in four[:3]:
        book(session, role)
    tell_bookings(EARLY)
    for position, role in enumerate(four[1:3], 1):
        (mail,) = mails(role)
        assert mail.subject.startswith(f"You are number {position} on the waiting list")
        assert "no place yet" in " ".join(mail.text.split())
        assert "You have a place" not in mail.text
        assert session.online_link not in mail.text
        assert mail.attachments == ()


def test_everything_is_told_once_however_often_the_worker_looks(session: CpdSession, four: list[Role]) -> None:
    book(session, four[0])
    assert [tell_bookings(EARLY), tell_bookings(EARLY)] == [1, 0]
    assert len(mails(four[0])) == 1


def test_an_offer_comes_with_its_end_and_a_link_of_its_own_and_no_calendar(
    session: CpdSession, four: list[Role]
) -> None:
    first, _second = (book(session, role) for role in four[:2])
    tell_bookings(EARLY)
    cancel_booking(booking=first, by=four[0], at=EARLY)
    tell_bookings(EARLY + HOUR)
    mail = mails(four[1])[-1]
    assert "Answer by" in mail.subject
    assert re.search(r"/cpd/offer/[\w-]{43}/", mail.text)
    assert session.online_link not in mail.text
    assert mail.attachments == ()
    assert Link.objects.filter(purpose="offer", person=four[1].person).count() == 1


def test_the_calendar_takes_back_what_it_was_given(session: CpdSession, four: list[Role]) -> None:
    booking = book(session, four[0])
    tell_bookings(EARLY)
    cancel_booking(booking=booking, by=four[0], at=EARLY + HOUR)
    tell_bookings(EARLY + HOUR)
    given, back = (calendar(mail) for mail in mails(four[0]))
    assert (given[0], back[0]) == ("REQUEST", "CANCEL")
    assert given[1] == back[1]
    assert given[2] < back[2]


def test_who_only_waited_is_sent_nothing_for_a_calendar_when_they_leave(session: CpdSession, four: list[Role]) -> None:
    book(session, four[0])
    waits = book(session, four[1])
    cancel_booking(booking=waits, by=four[1], at=EARLY)
    tell_bookings(EARLY)
    (mail,) = mails(four[1])
    assert mail.subject.startswith("Cancelled")
    assert mail.attachments == ()


def test_a_place_that_is_handed_on_changes_calendars_of_both(session: CpdSession, four: list[Role]) -> None:
    booking = book(session, four[0])
    tell_bookings(EARLY)
    substitute(booking=booking, person=four[1].person, by=four[0], at=EARLY)
    tell_bookings(EARLY)
    assert calendar(mails(four[0])[-1])[0] == "CANCEL"
    assert calendar(mails(four[1])[-1])[0] == "REQUEST"
    assert f"{four[0].person} has handed you their place" in " ".join(mails(four[1])[-1].text.split())


def test_an_offer_that_ends_goes_on_by_itself_and_both_are_told(session: CpdSession, four: list[Role]) -> None:
    first, *_others = (book(session, role) for role in four[:3])
    cancel_booking(booking=first, by=four[0], at=EARLY)
    tell_bookings(EARLY)
    assert let_offers_lapse(EARLY + 47 * HOUR) == 0
    assert [let_offers_lapse(EARLY + 48 * HOUR), let_offers_lapse(EARLY + 48 * HOUR)] == [1, 0]
    tell_bookings(EARLY + 48 * HOUR)
    assert mails(four[1])[-1].subject.startswith("The offer has ended")
    assert "Answer by" in mails(four[2])[-1].subject


def test_an_offer_whose_mail_was_not_written_does_not_end_unheard(session: CpdSession, four: list[Role]) -> None:
    # The worker was away for two days.
    first, waits = (book(session, role) for role in four[:2])
    cancel_booking(booking=first, by=four[0], at=EARLY)
    assert let_offers_lapse(EARLY + 50 * HOUR) == 0
    tell_bookings(EARLY + 50 * HOUR)
    assert accept_offer(booking=waits, by=four[1], at=EARLY + 97 * HOUR).state == "booked"


def test_who_waited_until_it_began_is_told_kindly(session: CpdSession, four: list[Role]) -> None:
    for role in four[:2]:
        book(session, role)
    tell_bookings(EARLY)
    assert let_offers_lapse(DAY) == 1
    tell_bookings(DAY)
    assert "No place became free" in mails(four[1])[-1].subject
    assert [mail.subject for mail in mails(four[0])] == ["Your place: Refresher, Wednesday 20 May 2026, 11:00"]


def test_a_mail_that_cannot_be_written_keeps_no_other_and_is_written_later(
    session: CpdSession, four: list[Role], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(event: BookingEvent, at: datetime) -> Mail | None:
        raise ValueError(f"no mail about {event} at {at}")

    for role in four[:2]:
        book(session, role)
    with monkeypatch.context() as broken:
        broken.setitem(MAILS, "booked", breaks)
        assert tell_bookings(EARLY) == 1
    assert (len(mails(four[0])), len(mails(four[1]))) == (0, 1)
    assert tell_bookings(EARLY) == 1
    assert len(mails(four[0])) == 1


def test_what_no_mail_is_written_for_yet_waits(session: CpdSession, four: list[Role]) -> None:
    booking = book(session, four[0])
    tell_bookings(EARLY)
    event = note(booking, "sung_about", at=EARLY)
    assert tell_bookings(EARLY) == 0
    event.refresh_from_db()
    assert event.told_at is None


def test_the_worker_does_it_by_itself(session: CpdSession, four: list[Role]) -> None:
    book(session, four[0])
    jobs = {job.run: job.every for job in JOBS}
    assert jobs[tell_bookings] <= timedelta(minutes=1)
    assert jobs[let_offers_lapse] <= timedelta(minutes=1)


def test_each_move_is_a_later_word_for_calendars_than_giving_up_before_it(
    session: CpdSession, four: list[Role]
) -> None:
    booking = book(session, four[0])
    tell_bookings(EARLY)
    CpdSession.objects.update(calendar_number=1, starts_at=DAY + HOUR)
    note(booking, "booked", at=EARLY)
    tell_bookings(EARLY)
    cancel_booking(booking=booking, by=four[0], at=EARLY)
    tell_bookings(EARLY)
    sequences = [calendar(mail)[2] for mail in mails(four[0])]
    assert all(earlier < later for earlier, later in pairwise(sequences))
