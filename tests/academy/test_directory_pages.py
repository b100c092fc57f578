"""The pages of the directory: read by everybody, with filters in the address; the own entry, written by oneself."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ninefold.academy.actions.directory import Said, save_photo, save_profile
from ninefold.academy.models import Photo, Profile
from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.models import Kind
from tests.academy.directory import list_in_directory, photo_file
from tests.world import OPERATOR, World, make_person

LIST, OWN, PHOTO = "/facilitators/", "/profile/", "/profile/photo/"
FULL = {
    "accepting": "on",
    "about": "Twenty years a nurse.",
    "sectors": ["acute"],
    "languages": ["cy"],
    "ways": ["online"],
}


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_facilitator_writes_an_entry_and_a_stranger_finds_it_without_an_address(world: World, client: Client) -> None:
    list_in_directory(world.facilitator, timezone.now(), Said())
    assert "Nobody is listed yet" in read(client, LIST)
    client.force_login(world.facilitator.person)
    assert "You are found in the directory" in client.post(OWN, FULL, follow=True).content.decode()
    stranger = Client()
    assert "Felix Achterberg" in read(stranger, LIST + "?sector=acute&language=cy&way=online")
    told = read(stranger, f"{LIST}{Profile.objects.get().pk}/")
    assert "Twenty years a nurse." in told
    assert "Speaks Welsh" in told
    assert world.facilitator.person.email not in told


def test_where_nobody_fits_the_page_says_what_to_do_and_a_made_up_filter_is_left_out(
    world: World, client: Client
) -> None:
    list_in_directory(world.facilitator, timezone.now())
    assert "Nobody fits all of this" in read(client, LIST + "?language=pl")
    assert "Felix Achterberg" in read(client, LIST + "?language=klingon&region=x&way=%00")


def test_who_is_not_found_has_no_page_and_their_photograph_is_seen_by_them_alone(world: World, client: Client) -> None:
    at = timezone.now()
    entry = list_in_directory(world.facilitator, at)
    save_photo(content=photo_file(), by=world.facilitator, at=at)
    shown = client.get(f"{LIST}{entry.pk}/photo")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert shown["Cache-Control"] == "public, max-age=3600"
    save_profile(said=Said(accepting=False), by=world.facilitator, at=at)
    assert [client.get(f"{LIST}{entry.pk}/{part}").status_code for part in ("", "photo")] == [404, 404]
    client.force_login(world.facilitator.person)
    own = client.get(f"{LIST}{entry.pk}/photo")
    assert own.status_code == 200
    assert "public" not in own["Cache-Control"]


def test_a_photograph_is_kept_or_the_page_says_at_its_field_what_is_wrong(world: World, client: Client) -> None:
    client.force_login(world.facilitator.person)
    wrong = client.post(PHOTO, {"photo": SimpleUploadedFile("me.jpg", b"<svg/>")})
    assert wrong.status_code == 422
    assert "should be a JPEG, PNG or WebP file" in wrong.content.decode()
    large = client.post(PHOTO, {"photo": SimpleUploadedFile("me.jpg", photo_file() + b" " * 5_100_000)})
    assert "more than 2 MB" in large.content.decode()
    assert "Choose a photograph." in client.post(PHOTO, {}).content.decode()
    assert not Photo.objects.exists()
    client.post(PHOTO, {"photo": SimpleUploadedFile("me.jpg", photo_file())})
    assert Photo.objects.count() == 1
    client.post(PHOTO, {"act": "remove"})
    assert not Photo.objects.exists()


def test_an_entry_without_a_way_to_meet_is_sent_back_with_what_was_written(world: World, client: Client) -> None:
    client.force_login(world.facilitator.person)
    answer = client.post(OWN, {**FULL, "ways": []})
    assert answer.status_code == 422
    assert "Choose at least one way to meet" in answer.content.decode()
    assert "Twenty years a nurse." in answer.content.decode()
    assert not Profile.objects.exists()


def test_many_are_shown_a_page_at_a_time_and_the_filter_goes_along(world: World, client: Client) -> None:
    at = timezone.now() - timedelta(days=1)
    for number in range(21):
        person = make_person(f"Person {number:02}", world.trent)
        role = grant_role(person=person, kind=Kind.FACILITATOR, scope=None, by=OPERATOR, at=at)
        list_in_directory(role, at)
    first = read(client, f"{LIST}?region={world.midlands.pk}")
    assert "21 facilitators" in first
    assert "Person 20" not in first
    assert f"?region={world.midlands.pk}&amp;page=2" in first
    assert "Person 20" in read(client, f"{LIST}?region={world.midlands.pk}&page=2")
