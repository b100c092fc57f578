"""In a demonstration one comes in as anybody at a press of a button; anywhere else there is no such address."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import include, path, reverse
from pytest_django import Settings

from ninefold.accounts.actions.roles import end_role, grant_role
from ninefold.accounts.models import Kind
from ninefold.site.urls import urlpatterns as of_the_site
from tests.house.pages import Page
from tests.world import NOON, OPERATOR, World, make_person

urlpatterns = [*of_the_site, path("account/try/", include("ninefold.accounts.demonstration"))]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def demonstration(settings: Settings) -> None:
    """A site that is one."""
    settings.DEMO = True
    settings.ROOT_URLCONF = __name__
    settings.TEMPLATES = settings.TEMPLATES  # so that templates are set up anew and know it


def test_nobody_is_offered_and_the_address_does_not_exist_outside_a_demonstration(world: World, client: Client) -> None:
    assert "Ada Okafor" not in client.get(reverse("account_login")).content.decode()
    assert client.post(f"/account/try/{world.participant.person_id}/").status_code == 404
    assert client.get(reverse("accounts:account")).status_code == 302


@pytest.mark.usefixtures("demonstration")
def test_everybody_with_a_role_is_offered_by_name_and_comes_in_as_that(world: World) -> None:
    page = Page(Client().get(reverse("account_login")).content.decode())
    for role in world.roles.values():
        assert role.person.name in page.words
        client = Client()
        where = reverse("demonstration:try_as", kwargs={"number": role.person_id})
        assert where in [values.get("action") for tag, values in page.tags if tag == "form"]
        assert client.post(where, {"role": role.pk}).headers["Location"] == "/begin/"
        assert role.person.name in client.get(reverse("accounts:account")).content.decode()


@pytest.mark.usefixtures("demonstration")
def test_who_is_offered_twice_comes_in_as_what_was_pressed(world: World, client: Client) -> None:
    ada = world.participant.person
    facilitator = grant_role(person=ada, kind=Kind.FACILITATOR, by=OPERATOR, at=NOON)
    client.post(reverse("demonstration:try_as", kwargs={"number": ada.pk}), {"role": facilitator.pk})
    assert f'value="{facilitator.pk}" aria-pressed="true"' in client.get("/").content.decode()


@pytest.mark.usefixtures("demonstration")
def test_who_has_no_role_is_not_offered_and_a_look_lets_nobody_in(world: World, client: Client) -> None:
    person = make_person("Mia Frank", world.trent)
    end_role(role=world.payer, by=OPERATOR, at=NOON)
    page = client.get(reverse("account_login")).content.decode()
    for nobody in (person, world.payer.person):
        assert nobody.name not in page
        assert client.post(reverse("demonstration:try_as", kwargs={"number": nobody.pk})).status_code == 404
    where = reverse("demonstration:try_as", kwargs={"number": world.participant.person_id})
    assert client.get(where).status_code == 405
    assert client.get(reverse("accounts:account")).status_code == 302


def start(folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of their own and print the addresses."""
    unset = {"NINEFOLD_DEMO": "", "NINEFOLD_HTTPS": "", "DATABASE_URL": "", "KEYS_DATABASE_URL": ""}
    environment = {**os.environ, **unset, **given, "NINEFOLD_DATA": str(folder), "PYTHONPATH": f"{ROOT}/src:{ROOT}"}
    ask = """
import django, json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "ninefold.site.settings"
django.setup()
from tests.house.pages import names
print(json.dumps(sorted(names())))
"""
    return subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=False)


def test_the_address_is_there_by_the_setting_alone(tmp_path: Path) -> None:
    without, with_ = (json.loads(start(tmp_path, NINEFOLD_DEMO=demo).stdout) for demo in ("0", "1"))
    assert "demonstration:try_as" in with_
    assert [name for name in with_ if name not in without and name.startswith("demonstration")] == [
        name for name in with_ if name.startswith("demonstration")
    ]
    assert not [name for name in without if name.startswith("demonstration")]


def test_a_demonstration_behind_https_does_not_start_and_says_why(tmp_path: Path) -> None:
    done = start(tmp_path, NINEFOLD_DEMO="1", NINEFOLD_HTTPS="1")
    assert done.returncode != 0
    assert "NINEFOLD_DEMO and NINEFOLD_HTTPS are both on." in done.stderr
