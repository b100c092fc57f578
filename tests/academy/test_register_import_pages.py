"""The page that brings in a register: shown first, confirmed once, sealed in between."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ninefold.academy.models import Evidence, Registration
from tests.world import World

PAGE, CONFIRM = "/register/import/", "/register/import/confirm/"
GOOD = "name,email,accredited on\nFelix Achterberg,felix.achterberg@example.org,2019-05-01\n"


def shown(client: Client, text: str, **more: str) -> str:
    upload = SimpleUploadedFile("register.csv", text.encode())
    return client.post(PAGE, {"file": upload, **more}).content.decode()


def sealed(page: str) -> str:
    found = re.search(r'name="sealed" value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_lead_sees_what_would_happen_confirms_and_it_is_kept_once(world: World, client: Client) -> None:
    client.force_login(world.midlands_lead.person)
    page = shown(client, GOOD)
    assert "Out of accreditation" in page
    assert not Registration.objects.exists()
    told = client.post(CONFIRM, {"sealed": sealed(page)}, follow=True).content.decode()
    assert "Rows that changed something: 1." in told
    assert Evidence.objects.count() == 1
    again = client.post(CONFIRM, {"sealed": sealed(page)}).content.decode()
    assert "Something has changed since this was shown" in again
    assert Evidence.objects.count() == 1


def test_faults_are_shown_by_row_and_must_be_left_out_on_purpose(world: World, client: Client) -> None:
    client.force_login(world.midlands_lead.person)
    page = shown(client, GOOD + "Bo,nowhere,2020-01-01\n")
    assert "is not an e-mail address" in page
    refused = client.post(CONFIRM, {"sealed": sealed(page)})
    assert refused.status_code == 422
    assert not Registration.objects.exists()
    client.post(CONFIRM, {"sealed": sealed(page), "leave_out": "on"})
    assert Evidence.objects.count() == 1


def test_what_was_sealed_for_one_lead_is_of_no_use_to_another_and_cannot_be_altered(
    world: World, client: Client
) -> None:
    client.force_login(world.midlands_lead.person)
    kept = sealed(shown(client, GOOD))
    assert "choose the file again" in client.post(CONFIRM, {"sealed": kept[:-2]}).content.decode()
    client.force_login(world.administrator.person)
    assert "choose the file again" in client.post(CONFIRM, {"sealed": kept}).content.decode()
    assert not Registration.objects.exists()


def test_a_date_that_keeps_everybody_is_shown_with_whom_it_keeps(world: World, client: Client) -> None:
    client.force_login(world.administrator.person)
    soon = {"lapses_before_day": "1", "lapses_before_month": "1", "lapses_before_year": "2028"}
    page = shown(client, GOOD, **soon)
    assert "1 January 2028" in page
    assert "Out of accreditation" in page
    assert "Accredited" in page
    assert "within the next 36 months" in shown(client, GOOD, **{**soon, "lapses_before_year": "2099"})


def test_what_is_no_register_is_refused_in_a_sentence(world: World, client: Client) -> None:
    client.force_login(world.midlands_lead.person)
    assert "what is missing" in shown(client, "a,b\n1,2\n")
    assert "5 MB is the most" in shown(client, "x" * 5_000_001)
