"""The directory: who is found in it, by what, what it shows, and who writes it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ninefold.academy.actions.directory import Said, remove_photo, save_photo, save_profile
from ninefold.academy.models import Photo, Profile
from ninefold.academy.queries.directory import Filters, entries_of, found, found_one, language_names, sector_names
from ninefold.accounts.actions.roles import end_role, grant_role
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Kind
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.directory import LANGUAGES, SECTORS
from ninefold.core.errors import NinefoldError
from tests.academy.directory import accredit, list_in_directory, photo_file
from tests.world import NOON, OPERATOR, World, make_person

TODAY = NOON.date()
SPEAKS = Said(accepting=True, sectors=["acute"], languages=["cy", "en"], in_person=True)


def names(filters: Filters | None = None, day: date = TODAY) -> list[str]:
    return [one.name for one in found(filters or Filters(), day)]


def test_only_who_is_accredited_and_takes_requests_is_found(world: World) -> None:
    list_in_directory(world.facilitator, NOON)
    save_profile(said=Said(accepting=True), by=world.other_facilitator, at=NOON)
    assert names() == ["Felix Achterberg"]
    accredit(world.other_facilitator, TODAY, NOON)
    save_profile(said=Said(accepting=False), by=world.facilitator, at=NOON)
    assert names() == ["Grace Mensah"]


def test_who_goes_out_of_practice_or_gives_up_the_role_is_found_no_more(world: World) -> None:
    profile = list_in_directory(world.facilitator, NOON)
    assert names(day=TODAY + timedelta(days=360)) == ["Felix Achterberg"]
    assert names(day=TODAY + timedelta(days=400)) == []
    end_role(role=world.facilitator, by=OPERATOR, at=NOON)
    assert names() == []
    assert found_one(profile.pk, TODAY) is None
    assert entries_of([world.facilitator.person], TODAY) == {}


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (Filters(sector="acute"), True),
        (Filters(sector="charity"), False),
        (Filters(language="cy"), True),
        (Filters(language="pl"), False),
        (Filters(way="in_person"), True),
        (Filters(sector="acute", language="pl"), False),
        (Filters(way="by post"), True),
    ],
)
def test_a_filter_lets_through_who_fits_it(world: World, filters: Filters, *, fits: bool) -> None:
    list_in_directory(world.facilitator, NOON, SPEAKS)
    list_in_directory(world.other_facilitator, NOON)
    assert ("Felix Achterberg" in names(filters)) is fits
    assert names(Filters(region=world.north_west.pk)) == ["Grace Mensah"]


def test_what_is_not_known_is_left_out_and_every_code_has_a_name(world: World) -> None:
    said = Said(sectors=["secret", "acute"], languages=["tlh", "cy"])
    kept = save_profile(said=said, by=world.facilitator, at=NOON)
    assert (kept.sectors, kept.languages) == ("acute", "cy")
    assert (tuple(sector_names()), tuple(language_names())) == (SECTORS, LANGUAGES)


def test_nobody_but_a_facilitator_has_a_page_and_the_trail_says_who_wrote(world: World) -> None:
    for by in (world.participant, world.midlands_lead, world.administrator):
        with pytest.raises(NotAllowedError):
            save_profile(said=Said(), by=by, at=NOON)
        with pytest.raises(NotAllowedError):
            save_photo(content=photo_file(), by=by, at=NOON)
    save_profile(said=Said(), by=world.facilitator, at=NOON)
    assert Profile.objects.get().person == world.facilitator.person
    assert AuditEntry.objects.filter(what="save profile", role="facilitator").count() == 1


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said(about="x" * 1501), "may have 1500 characters"),
        (Said(availability="x" * 201), "may have 200 characters"),
        (Said(online=False), "at least one way"),
    ],
)
def test_what_is_too_long_or_meets_nobody_is_refused_and_nothing_is_kept(world: World, said: Said, why: str) -> None:
    with pytest.raises(NinefoldError, match=why):
        save_profile(said=said, by=world.facilitator, at=NOON)
    assert not Profile.objects.exists()


def test_a_photograph_takes_the_place_of_the_one_before_and_is_taken_away(world: World) -> None:
    for size in ((200, 200), (300, 300)):
        save_photo(content=photo_file(size), by=world.facilitator, at=NOON)
    photo = Photo.objects.get()
    assert b"taken at home" not in bytes(photo.content)
    assert remove_photo(by=world.facilitator, at=NOON) is True
    assert remove_photo(by=world.facilitator, at=NOON) is False
    assert not Photo.objects.exists()


def test_many_facilitators_are_found_in_as_many_queries_as_two(world: World) -> None:
    list_in_directory(world.facilitator, NOON)
    list_in_directory(world.other_facilitator, NOON)
    with CaptureQueriesContext(connection) as two:
        found(Filters(), TODAY)
    for number in range(20):
        person = make_person(f"Person {number}", world.trent)
        role = grant_role(person=person, kind=Kind.FACILITATOR, scope=None, by=OPERATOR, at=NOON)
        list_in_directory(role, datetime(2026, 3, 2, 12, tzinfo=UTC))
    with CaptureQueriesContext(connection) as many:
        assert len(found(Filters(), TODAY)) == 22
    assert len(many) == len(two)
