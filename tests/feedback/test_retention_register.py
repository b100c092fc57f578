"""What is kept of a facilitator goes six years after their accreditation ended, all of it, and nothing before."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings

from ninefold.academy.actions.attendance import count_attendance, mark_present
from ninefold.academy.actions.bookings import book_place
from ninefold.academy.actions.certificates import certify_accreditation
from ninefold.academy.actions.directory import save_photo
from ninefold.academy.models import (
    Attempt,
    Booking,
    BookingEvent,
    Certificate,
    Evidence,
    Leave,
    Photo,
    Profile,
    Reflection,
    Registration,
)
from ninefold.accounts.actions.erasure import ERASED
from ninefold.accounts.actions.roles import end_role
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Person
from ninefold.feedback.actions.erasure import erase
from ninefold.feedback.actions.helping import ask_for_help
from ninefold.feedback.actions.holding import mark_held
from ninefold.feedback.actions.retention import delete_ripe, what_is_ripe
from ninefold.feedback.models import Facilitation, HelpRequest
from tests.academy.cpd import DAY, EARLY, make_session
from tests.academy.directory import list_in_directory, photo_file
from tests.academy.learned import passed
from tests.feedback.followed import OPENED, make_opened
from tests.world import NOON, OPERATOR, World

FELIX = "felix.achterberg@example.org"
TABLES = (Registration, Evidence, Leave, Booking, BookingEvent, Certificate, Attempt, Profile, Photo, Reflection)
AFTER = DAY + timedelta(hours=2)
ON_LEAVE = date(2026, 6, 20)
HELD_UNTIL = date(2027, 5, 21)  # twelve months after the refresher, and the day of leave


def left(world: World) -> Certificate:
    """Felix Achterberg with all that there can be of him, a facilitator no more."""
    list_in_directory(world.facilitator, EARLY)
    save_photo(content=photo_file(), by=world.facilitator, at=EARLY)
    passed(world.facilitator, at=EARLY)
    session = make_session(world, title="Refresher in May")
    booking = book_place(session=session, person=world.facilitator.person, by=world.facilitator, at=EARLY)
    mark_present(booking=booking, reason="I saw him.", by=world.administrator, at=AFTER)
    count_attendance(session=session, by=world.administrator, at=AFTER)
    Reflection.objects.get_or_create(booking=booking, defaults={"learned": "To listen."})
    Leave.objects.create(registration=Registration.objects.get(), starts_on=ON_LEAVE, ends_on=ON_LEAVE)
    given = certify_accreditation(by=world.facilitator, at=AFTER)
    end_role(role=world.facilitator, by=OPERATOR, at=AFTER)
    return given


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def deleted(at: datetime) -> int:
    return {rule.name: count for rule, count in delete_ripe(by=OPERATOR, at=at)}["register"]


def ripe_numbers(at: datetime) -> dict[str, tuple[int, ...]]:
    return {one.rule.name: one.numbers for one in what_is_ripe(at)}


def test_all_of_it_goes_six_years_after_the_accreditation_ended_and_not_a_day_before(world: World) -> None:
    left(world)
    entry = Registration.objects.get()
    six_years = at_noon(HELD_UNTIL.replace(year=2033))
    assert deleted(six_years) == 0
    assert all(table.objects.exists() for table in TABLES)
    assert ripe_numbers(six_years + timedelta(days=1))["register"] == (entry.person_id,)
    assert deleted(six_years + timedelta(days=1)) == 1
    assert [table.__name__ for table in TABLES if table.objects.exists()] == []
    assert deleted(six_years + timedelta(days=1)) == 0
    assert AuditEntry.objects.filter(what="delete for its age").exists()


def test_a_certificate_that_went_with_it_is_told_to_be_none(world: World, client: Client) -> None:
    given = left(world)
    assert "This certificate is genuine" in client.get("/certificates/", {"code": given.code}).content.decode()
    deleted(at_noon(date(2034, 1, 1)))
    page = client.get("/certificates/", {"code": given.code}).content.decode()
    assert "genuine</h" not in page
    assert "no certificate" in page.lower()


def test_who_is_a_facilitator_still_keeps_it_however_long_they_are_out_of_accreditation(world: World) -> None:
    list_in_directory(world.facilitator, EARLY)
    assert deleted(at_noon(date(2050, 1, 1))) == 0
    assert Evidence.objects.exists()


def test_what_came_after_the_accreditation_keeps_it_as_long_as_itself(world: World) -> None:
    left(world)
    Booking.objects.update(changed_at=at_noon(date(2030, 1, 1)))
    assert deleted(at_noon(date(2035, 1, 1))) == 0
    assert deleted(at_noon(date(2036, 2, 1))) == 1


def test_an_account_waits_for_the_register_and_then_for_nothing(world: World) -> None:
    left(world)
    Person.objects.get_queryset().filter(pk=world.facilitator.person_id).update(last_login=AFTER)
    list(delete_ripe(by=OPERATOR, at=at_noon(date(2032, 1, 1))))
    assert Person.objects.get_queryset().filter(pk=world.facilitator.person_id).exists()
    list(delete_ripe(by=OPERATOR, at=at_noon(date(2034, 1, 1))))
    assert not Person.objects.get_queryset().filter(pk=world.facilitator.person_id).exists()


def test_under_a_pseudonym_it_goes_too_and_the_pseudonym_with_it(world: World) -> None:
    assessment = make_opened(world)
    mark_held(facilitation=Facilitation.objects.get(assessment=assessment), by=world.facilitator, at=OPENED)
    list_in_directory(world.facilitator, NOON)
    Facilitation.objects.update(state="counted")
    erase(email=FELIX, by=OPERATOR, at=OPENED)
    assert Registration.objects.get().person.email.endswith(ERASED)
    list(delete_ripe(by=OPERATOR, at=at_noon(date(2036, 1, 1))))
    assert not Registration.objects.exists()
    assert not any(person.email.endswith(ERASED) for person in Person.objects.get_queryset())


def test_a_longer_period_keeps_it_longer(world: World) -> None:
    left(world)
    with override_settings(KEEP_MONTHS={**settings.KEEP_MONTHS, "cases": 120}):
        assert deleted(at_noon(date(2034, 1, 1))) == 0
        assert deleted(at_noon(date(2038, 1, 1))) == 1


def test_a_request_for_help_without_a_360_goes_after_six_years(world: World) -> None:
    ask_for_help(need=HelpRequest.Need.CHOOSE, by=world.participant, at=NOON)
    assert ripe_numbers(NOON + timedelta(days=5 * 365))["help"] == ()
    list(delete_ripe(by=OPERATOR, at=NOON + timedelta(days=7 * 365)))
    assert not HelpRequest.objects.exists()


@pytest.mark.parametrize("year", [2027, 2031])
def test_before_its_time_nothing_is_found(world: World, year: int) -> None:
    left(world)
    assert ripe_numbers(at_noon(date(year, 1, 1)))["register"] == ()
