"""The page on which a host says who was there: the list, the times, whom we found, the count and its undoing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ninefold.academy.actions.bookings import book_place
from ninefold.academy.forms.attendance import TimesForm
from ninefold.academy.jobs.attendance import forget_attendance
from ninefold.academy.jobs.bookings import tell_bookings
from ninefold.academy.models import AttendanceFile, Attendee, Booking, Certificate, CpdSession, Host
from ninefold.accounts.models import Role
from ninefold.core.london import LONDON
from tests.academy.cpd import make_facilitator, make_session
from tests.academy.listed import listed
from tests.support.post import posted
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def begins() -> datetime:
    """Yesterday at ten in London, which is over whenever this runs."""
    yesterday = timezone.now().astimezone(LONDON) - timedelta(days=1)
    return yesterday.replace(hour=10, minute=0, second=0, microsecond=0)


@pytest.fixture
def session(world: World, begins: datetime) -> CpdSession:
    """A CPD session with two places that are booked, and a host."""
    made = make_session(world, places=3, starts_at=begins)
    Host.objects.create(session=made, person=world.other_facilitator.person)
    for role in (make_facilitator("Ana Silva", world.trent), world.facilitator):
        book_place(session=made, person=role.person, by=role, at=begins - timedelta(days=40))
    return made


class Pages:
    """The page of one CPD session in the browser of one role."""

    def __init__(self, session: CpdSession, role: Role) -> None:
        self.root = f"/cpd/manage/{session.pk}/attendance/"
        self.client = Client()
        self.client.force_login(role.person)

    def read(self, *, status: int = 200) -> str:
        answer = self.client.get(self.root)
        assert answer.status_code == status
        return " ".join(answer.content.decode().split())

    def send(self, part: str, given: dict[str, object] | None = None, *, status: int = 200) -> str:
        answer = self.client.post(f"{self.root}{part}/", given or {}, follow=True)
        assert answer.status_code == status
        return " ".join(answer.content.decode().split())

    def give(self, content: bytes, *, status: int = 200) -> str:
        return self.send("list", {"file": SimpleUploadedFile("list.csv", content)}, status=status)


@pytest.fixture
def page(world: World, session: CpdSession) -> Pages:
    return Pages(session, world.other_facilitator)


def states(session: CpdSession) -> dict[str, str]:
    return {each.person.name: each.state for each in session.bookings.select_related("person")}


FELIX = ("Felix Achterberg", "felix.achterberg@example.org", 90)


def test_a_host_gives_the_list_answers_who_is_who_and_counts(
    session: CpdSession, page: Pages, begins: datetime
) -> None:
    said = page.give(listed(begins, FELIX, ("Silva, Ana (Guest)", "", 80), ("A Visitor", "v@elsewhere.example", 5)))
    assert "The list is read" in said
    assert "Is “Silva, Ana (Guest)” Ana Silva?" in said
    assert "Who is “A Visitor" in said
    assert "90 minutes, 100%" in said
    assert "Count who was there" not in said
    guest = Attendee.objects.get(match=Attendee.Match.NAME)
    said = page.send(f"{guest.pk}/whose", {f"whose-{guest.pk}-booking": str(guest.booking_id)})
    assert "“Silva, Ana (Guest)” is Ana Silva." in said
    assert "Count who was there" in said
    assert "It is counted" in page.send("count")
    assert states(session) == {"Ana Silva": "attended", "Felix Achterberg": "attended"}
    assert Certificate.objects.count() == 2


def test_a_name_that_is_somebody_else_is_nobodys(session: CpdSession, page: Pages, begins: datetime) -> None:
    page.give(listed(begins, FELIX, ("Ana Silva", "", 80)))
    guest = Attendee.objects.get(match=Attendee.Match.NAME)
    assert "is nobody with a place" in page.send(f"{guest.pk}/whose", {f"whose-{guest.pk}-booking": ""})
    page.send("count")
    assert states(session) == {"Ana Silva": "absent", "Felix Achterberg": "attended"}


def test_the_count_is_taken_back_on_the_same_page(session: CpdSession, page: Pages, begins: datetime) -> None:
    page.give(listed(begins, FELIX))
    page.send("count")
    assert "The count is taken back" in page.send("undo")
    assert set(states(session).values()) == {"booked"}
    assert Certificate.objects.get().revoked_at is not None


def test_somebody_is_marked_as_there_with_a_reason(session: CpdSession, page: Pages) -> None:
    ana = Booking.objects.get(person__name="Ana Silva")
    assert "Say in a few words how you know" in page.send("present", {"booking": ana.pk, "reason": " "}, status=422)
    said = page.send("present", {"booking": ana.pk, "reason": "She joined by telephone."})
    assert "Ana Silva is marked as there." in said
    page.send("count")
    assert states(session) == {"Ana Silva": "attended", "Felix Achterberg": "absent"}


def test_a_mark_is_taken_back_on_the_same_page(page: Pages) -> None:
    ana = Booking.objects.get(person__name="Ana Silva")
    said = page.send("present", {"booking": ana.pk, "reason": "She joined by telephone."})
    assert "Ana Silva is marked as there by a host." in said
    assert "Ana Silva is not marked as there any more." in page.send(f"present/{ana.pk}")
    assert "marked as there by a host" not in page.read()
    page.send("present/99999", status=404)


def test_the_times_it_ran_change_what_is_enough(page: Pages, begins: datetime) -> None:
    page.give(listed(begins, ("Felix", FELIX[1], 60)))
    assert "60 minutes, 66%" in page.read()
    said = page.send("times", {"ran_from": "10:00", "ran_to": "11:00"})
    assert "60 minutes, 100%" in said
    assert "10:00 to 11:00, as a host confirmed" in said
    assert "It should have ended after it began" in page.send(
        "times", {"ran_from": "11:00", "ran_to": "10:00"}, status=422
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This file is empty"),
        (b"%PDF-1.7 ...", "This is a page or a PDF"),
        (b"PK\x03\x04 workbook", "This is a workbook"),
        (b"x" * 5_000_001, "more than 5 MB"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(page: Pages, content: bytes, said: str) -> None:
    assert said in page.give(content, status=422)
    assert not AttendanceFile.objects.exists()


def test_the_list_of_another_meeting_is_refused(page: Pages, begins: datetime) -> None:
    other = listed(begins - timedelta(days=7), FELIX)
    assert "This is the list of another meeting" in page.give(other, status=422)


def test_a_formula_for_a_name_is_text_on_the_page(page: Pages, begins: datetime) -> None:
    said = page.give(listed(begins, ('=HYPERLINK("https://evil.example")<script>', "", 30)))
    assert "=HYPERLINK(" in said
    assert "<script>&lt;" not in said
    assert "evil.example&#34;)&lt;script&gt;" in said


def test_nobody_but_hosts_and_those_who_run_it_opens_the_page(world: World, session: CpdSession) -> None:
    for role, status in (
        (world.administrator, 200),
        (world.facilitator, 404),
        (world.midlands_lead, 404),
        (world.participant, 403),
    ):
        Pages(session, role).read(status=status)
        if status != 200:
            Pages(session, role).send("count", status=status)


def test_whom_another_cpd_session_found_is_not_matched_here(world: World, page: Pages, begins: datetime) -> None:
    page.give(listed(begins, ("A Visitor", "", 5)))
    guest = Attendee.objects.get()
    other = make_session(world, starts_at=begins)
    Host.objects.create(session=other, person=world.other_facilitator.person)
    Pages(other, world.other_facilitator).send(f"{guest.pk}/whose", status=404)


def test_before_it_begins_there_is_nothing_to_fill_in(world: World) -> None:
    to_come = make_session(world, starts_at=timezone.now() + timedelta(days=1))
    said = Pages(to_come, world.administrator).read()
    assert "Nobody was there yet" in said
    assert "Read the list" not in said


def test_after_ninety_days_the_list_goes_and_what_was_counted_stays(
    session: CpdSession, page: Pages, begins: datetime
) -> None:
    ana = Booking.objects.get(person__name="Ana Silva")
    page.give(listed(begins, FELIX))
    page.send("present", {"booking": ana.pk, "reason": "She joined by telephone."})
    page.send("count")
    assert forget_attendance(timezone.now() + timedelta(days=88)) == 0
    later = timezone.now() + timedelta(days=91)
    assert forget_attendance(later) == 3
    assert forget_attendance(later) == 0
    assert AttendanceFile.objects.get().content is None
    assert not Attendee.objects.exists()
    assert set(states(session).values()) == {"attended"}
    assert Certificate.objects.filter(revoked_at__isnull=True).count() == 2
    said = page.read()
    assert "2 of 2 with a place" in said
    assert "deleted since" in said
    # Taken back and counted anew without a list, nobody would be found: so that is not done.
    page.send("undo")
    assert "Give the list of the meeting first" in page.send("count")
    assert set(states(session).values()) == {"booked"}
    page.give(listed(begins, FELIX))
    page.send("count")
    assert states(session)["Felix Achterberg"] == "attended"


def test_an_end_in_the_hour_that_comes_twice_is_after_the_beginning() -> None:
    form = TimesForm({"ran_from": "1:30", "ran_to": "1:15"})
    assert form.is_valid()
    begins = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 1:30 in London, half an hour before the clocks go back
    assert form.instants(begins) == (begins, begins + timedelta(minutes=45))


def test_a_time_that_the_clocks_leave_out_is_none() -> None:
    form = TimesForm({"ran_from": "1:30", "ran_to": "3:00"})
    assert form.is_valid()
    assert form.instants(datetime(2026, 3, 29, 0, 30, tzinfo=UTC)) is None


def test_who_had_no_place_here_cannot_be_chosen(page: Pages, begins: datetime) -> None:
    page.give(listed(begins, ("A Visitor", "", 5)))
    guest = Attendee.objects.get()
    said = page.send(f"{guest.pk}/whose", {f"whose-{guest.pk}-booking": "99999"}, status=422)
    assert "Choose somebody who had a place in this CPD session." in said


def test_who_was_there_is_sent_to_the_certificate_and_who_was_not_is_told_kindly(
    world: World, session: CpdSession, page: Pages, begins: datetime
) -> None:
    page.give(listed(begins, FELIX))
    page.send("count")
    tell_bookings(timezone.now())
    there = posted(world.facilitator.person.email)[-1]
    assert "Your certificate" in there.subject
    assert f"/certificates/{Certificate.objects.get().code}.pdf" in there.text
    assert f"/cpd/{session.pk}/afterwards/" in there.text
    missed = posted(session.bookings.get(state="absent").person.email)[-1]
    assert "We missed you" in missed.subject
    assert "nothing is held against you" in " ".join(missed.text.split())
