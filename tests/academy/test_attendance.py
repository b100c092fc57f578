"""Who was at a CPD session: found in the meeting's list, counted once on the register, and taken back."""

from datetime import date, timedelta

import pytest

from ninefold.academy.actions.attendance import (
    confirm_match,
    confirm_times,
    count_attendance,
    mark_present,
    read_file,
    undo_attendance,
    unmark_present,
)
from ninefold.academy.actions.bookings import book_place
from ninefold.academy.actions.register_evidence import take_back_evidence
from ninefold.academy.models import (
    AttendanceFile,
    Attendee,
    Booking,
    BookingEvent,
    Certificate,
    CpdSession,
    Evidence,
    Host,
)
from ninefold.academy.queries.standing import standing_of
from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.models import Kind, Role
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.attendance_file import AttendanceFileError
from ninefold.core.errors import NinefoldError
from ninefold.core.register import Standing
from tests.academy.cpd import DAY, EARLY, make_facilitator, make_session
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
AFTER = DAY + 2 * HOUR
HEADINGS = "Full Name\tJoin Time\tLeave Time\tDuration\tEmail\n"


def row(name: str, email: str, minutes: int = 90, day: str = "20/05/2026") -> str:
    """Somebody who came on time, at 11:00 in London, and stayed so long."""
    end = f"{11 + minutes // 60}:{minutes % 60:02}:00"
    return f"{name}\t{day}, 11:00:00\t{day}, {end}\t{minutes}m\t{email}\n"


def listed(*rows: str) -> bytes:
    return (HEADINGS + "".join(rows)).encode("utf-16")


@pytest.fixture
def out_of_practice(world: World) -> Role:
    """Accredited two winters ago, and nothing since."""
    return make_facilitator("Out Of Practice", world.trent, accredited_on=date(2025, 1, 10))


@pytest.fixture
def session(world: World, out_of_practice: Role) -> CpdSession:
    """A refresher with two places that are booked, and a host."""
    made = make_session(world, places=3)
    Host.objects.create(session=made, person=world.other_facilitator.person)
    for role in (out_of_practice, world.facilitator):
        book_place(session=made, person=role.person, by=role, at=EARLY)
    return made


def states(session: CpdSession) -> dict[str, str]:
    return {each.person.name: each.state for each in session.bookings.select_related("person")}


def read(session: CpdSession, *rows: str, by: Role) -> AttendanceFile:
    return read_file(session=session, content=listed(*rows), by=by, at=AFTER)


def both(*, second: int = 90) -> tuple[str, str]:
    return row("O. Practice", "out.of.practice@example.org"), row("Felix", "felix.achterberg@example.org", second)


def test_who_was_there_for_long_enough_attended_and_the_others_are_absent(world: World, session: CpdSession) -> None:
    host = world.other_facilitator
    read(session, *both(second=71), by=host)
    count_attendance(session=session, by=host, at=AFTER)
    assert states(session) == {"Out Of Practice": "attended", "Felix Achterberg": "absent"}
    told = BookingEvent.objects.filter(told_at__isnull=True, what__in=("attended", "absent"))
    assert sorted(told.values_list("what", flat=True)) == ["absent", "attended"]


def test_a_refresher_brings_somebody_back_who_was_out_of_practice(
    world: World, session: CpdSession, out_of_practice: Role
) -> None:
    person = out_of_practice.person
    assert standing_of(person, DAY.date()) == Standing.OUT_OF_PRACTICE
    read(session, *both(), by=world.administrator)
    count_attendance(session=session, by=world.administrator, at=AFTER)
    assert standing_of(person, DAY.date()) == Standing.ACCREDITED
    assert Certificate.objects.get(person=person).earned_on == DAY.date()


def test_counting_twice_counts_once(world: World, session: CpdSession) -> None:
    read(session, *both(), by=world.administrator)
    for _twice in range(2):
        count_attendance(session=session, by=world.administrator, at=AFTER)
    assert Evidence.objects.filter(source__startswith="booking:").count() == 2
    assert Certificate.objects.count() == 2


def test_the_same_file_twice_is_one_file(world: World, session: CpdSession) -> None:
    first, second = (read(session, *both(), by=world.administrator) for _twice in range(2))
    assert first == second
    assert Attendee.objects.count() == 2


def test_another_file_takes_the_place_of_the_one_before(world: World, session: CpdSession) -> None:
    read(session, *both(), by=world.administrator)
    read(session, both()[0], by=world.administrator)
    assert Attendee.objects.count() == 1
    count_attendance(session=session, by=world.administrator, at=AFTER)
    assert states(session)["Felix Achterberg"] == "absent"


def test_a_count_is_taken_back_whole_and_can_be_made_anew(
    world: World, session: CpdSession, out_of_practice: Role
) -> None:
    by = world.administrator
    read(session, *both(), by=by)
    count_attendance(session=session, by=by, at=AFTER)
    code = Certificate.objects.get(person=out_of_practice.person).code
    for _twice in range(2):
        undo_attendance(session=session, by=by, at=AFTER)
    assert set(states(session).values()) == {"booked"}
    assert standing_of(out_of_practice.person, DAY.date()) == Standing.OUT_OF_PRACTICE
    assert Certificate.objects.get(code=code).revoked_at == AFTER
    count_attendance(session=session, by=by, at=AFTER)
    assert standing_of(out_of_practice.person, DAY.date()) == Standing.ACCREDITED
    assert Certificate.objects.get(code=code).revoked_at is None
    # What was told before is not told again.
    assert BookingEvent.objects.filter(what="attended", told_at__isnull=True).count() == 2


def test_what_a_lead_took_back_is_not_counted_anew_by_a_host(
    world: World, session: CpdSession, out_of_practice: Role
) -> None:
    host, person = world.other_facilitator, out_of_practice.person
    read(session, *both(), by=host)
    count_attendance(session=session, by=host, at=AFTER)
    lines = Evidence.objects.filter(registration__person=person, source__isnull=False)
    take_back_evidence(evidence=lines.get(), reason="It was somebody else.", by=world.midlands_lead, at=AFTER + HOUR)
    undo_attendance(session=session, by=host, at=AFTER + 2 * HOUR)
    count_attendance(session=session, by=host, at=AFTER + 3 * HOUR)
    assert states(session)["Out Of Practice"] == "attended"
    assert lines.get().reason == "It was somebody else."
    assert standing_of(person, DAY.date()) == Standing.OUT_OF_PRACTICE


def test_who_was_absent_in_between_counts_again_when_they_were_there_after_all(
    world: World, session: CpdSession, out_of_practice: Role
) -> None:
    by = world.administrator
    for hours, rows in enumerate((both(), both()[1:])):
        read(session, *rows, by=by)
        count_attendance(session=session, by=by, at=AFTER + hours * HOUR)
        undo_attendance(session=session, by=by, at=AFTER + hours * HOUR + HOUR / 2)
    read(session, *both(), by=by)
    count_attendance(session=session, by=by, at=AFTER + 2 * HOUR)
    assert standing_of(out_of_practice.person, DAY.date()) == Standing.ACCREDITED


def test_who_is_known_by_the_name_alone_is_asked_about_before_the_count(world: World, session: CpdSession) -> None:
    by = world.administrator
    file = read(session, row("Practice, Out of (Guest)", ""), both()[1], by=by)
    with pytest.raises(NinefoldError, match="1 person of the list is known by the name alone"):
        count_attendance(session=session, by=by, at=AFTER)
    guest = file.attendees.get(match=Attendee.Match.NAME)
    confirm_match(attendee=guest, booking=guest.booking, by=by, at=AFTER)
    count_attendance(session=session, by=by, at=AFTER)
    assert states(session)["Out Of Practice"] == "attended"


def test_whoever_was_in_the_list_before_is_not_matched_any_more(world: World, session: CpdSession) -> None:
    by = world.administrator
    guest = read(session, row("Guest", ""), by=by).attendees.get()
    read(session, *both(), by=by)
    with pytest.raises(NinefoldError, match="Another list has been read since"):
        confirm_match(attendee=guest, booking=None, by=by, at=AFTER)


def test_a_guest_under_another_name_is_matched_by_a_person_and_time_on_two_devices_counts_once(
    world: World, session: CpdSession, out_of_practice: Role
) -> None:
    by = world.administrator
    file = read(session, row("O. Practice", "out.of.practice@example.org", 40), row("Guest", "", 60), by=by)
    booking = Booking.objects.get(person=out_of_practice.person)
    confirm_match(attendee=file.attendees.get(match=Attendee.Match.NOBODY), booking=booking, by=by, at=AFTER)
    count_attendance(session=session, by=by, at=AFTER)
    # 40 minutes and 60 minutes, from the same beginning, are an hour of ninety minutes.
    assert states(session)["Out Of Practice"] == "absent"


def test_a_host_says_that_somebody_was_there_and_why(world: World, session: CpdSession, out_of_practice: Role) -> None:
    host = world.other_facilitator
    booking = Booking.objects.get(person=out_of_practice.person)
    with pytest.raises(NinefoldError, match="Say in a few words how you know"):
        mark_present(booking=booking, reason=" ", by=host, at=AFTER)
    read(session, both()[1], by=host)
    count_attendance(session=session, by=host, at=AFTER)
    assert states(session)["Out Of Practice"] == "absent"
    for _twice in range(2):
        mark_present(booking=booking, reason="She joined by telephone.", by=host, at=AFTER)
    assert states(session)["Out Of Practice"] == "attended"
    assert Evidence.objects.filter(source=f"booking:{booking.pk}").count() == 1


def test_who_was_marked_as_there_by_mistake_is_not_there_after_the_next_count(
    world: World, session: CpdSession, out_of_practice: Role
) -> None:
    host, booking = world.other_facilitator, Booking.objects.get(person=out_of_practice.person)
    read(session, both()[1], by=host)
    mark_present(booking=booking, reason="She joined by telephone.", by=host, at=AFTER)
    count_attendance(session=session, by=host, at=AFTER)
    with pytest.raises(NinefoldError, match="Take the count back first"):
        unmark_present(booking=booking, by=host, at=AFTER)
    undo_attendance(session=session, by=host, at=AFTER)
    for _twice in range(2):
        unmark_present(booking=booking, by=host, at=AFTER)
    count_attendance(session=session, by=host, at=AFTER)
    assert states(session) == {"Out Of Practice": "absent", "Felix Achterberg": "attended"}
    assert Certificate.objects.get(booking=booking).revoked_at == AFTER
    with pytest.raises(NotAllowedError):
        unmark_present(booking=booking, by=world.midlands_lead, at=AFTER)


def test_who_runs_it_and_has_a_place_does_not_say_that_they_were_there_themselves(world: World) -> None:
    lead = world.midlands_lead
    grant_role(person=lead.person, kind=Kind.FACILITATOR, scope=None, by=OPERATOR, at=EARLY)
    session = make_session(world, nation=None, region=world.midlands)
    own = book_place(session=session, person=lead.person, by=lead, at=EARLY)
    with pytest.raises(NotAllowedError, match="Nobody says of themselves"):
        mark_present(booking=own, reason="I was there.", by=lead, at=AFTER)
    file = read(session, row("Guest", ""), by=lead)
    with pytest.raises(NotAllowedError, match="Nobody says of themselves"):
        confirm_match(attendee=file.attendees.get(), booking=own, by=lead, at=AFTER)
    mark_present(booking=own, reason="I saw her.", by=world.administrator, at=AFTER)


def test_enough_is_measured_by_the_time_it_really_ran(world: World, session: CpdSession) -> None:
    by = world.administrator
    read(session, *both(second=60), by=by)
    confirm_times(session=session, ran_from=DAY, ran_to=DAY + timedelta(minutes=60), by=by, at=AFTER)
    count_attendance(session=session, by=by, at=AFTER)
    assert set(states(session).values()) == {"attended"}


def test_times_that_cannot_be_are_refused(world: World, session: CpdSession) -> None:
    for ran_from, ran_to in (
        (DAY, DAY),
        (DAY, DAY + timedelta(hours=9)),
        (DAY - timedelta(hours=5), DAY),
        (DAY, AFTER + timedelta(hours=1)),
    ):
        with pytest.raises(NinefoldError, match="It should have"):
            confirm_times(session=session, ran_from=ran_from, ran_to=ran_to, by=world.administrator, at=AFTER)


def test_only_hosts_and_those_who_run_it_say_who_was_there(world: World, session: CpdSession) -> None:
    for role in (world.facilitator, world.midlands_lead, world.participant):
        for act in (count_attendance, undo_attendance):
            with pytest.raises(NotAllowedError):
                act(session=session, by=role, at=AFTER)
        with pytest.raises(NotAllowedError):
            read(session, *both(), by=role)


def test_before_it_begins_nobody_was_there(world: World, session: CpdSession) -> None:
    with pytest.raises(NinefoldError, match="has not begun yet"):
        read_file(session=session, content=listed(*both()), by=world.administrator, at=DAY - timedelta(minutes=1))


def test_the_list_of_another_meeting_loses_nothing_that_was_there(world: World, session: CpdSession) -> None:
    by = world.administrator
    read(session, *both(), by=by)
    for content in (listed(row("Felix", "felix.achterberg@example.org", day="21/05/2026")), b"", b"\xff\xfeN"):
        with pytest.raises(AttendanceFileError):
            read_file(session=session, content=content, by=by, at=AFTER)
    assert Attendee.objects.count() == 2


def test_without_a_list_or_a_word_nothing_is_counted(world: World, session: CpdSession) -> None:
    with pytest.raises(NinefoldError, match="Give the list of the meeting first"):
        count_attendance(session=session, by=world.administrator, at=AFTER)
    assert set(states(session).values()) == {"booked"}


def test_what_was_counted_is_changed_only_after_it_is_taken_back(world: World, session: CpdSession) -> None:
    by = world.administrator
    read(session, *both(), by=by)
    count_attendance(session=session, by=by, at=AFTER)
    with pytest.raises(NinefoldError, match="Take the count back first"):
        read(session, both()[0], by=by)
