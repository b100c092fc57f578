"""How much the pages that everybody meets first ask of the database, and how much has to be fetched to read them."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.house.pages import Page
from tests.world import World

PATHS = (
    "/",
    "/model/",
    "/model/care/",
    "/model/search/?q=night",
    "/model/situations/",
    "/model/situations/night-shift/",
    "/model/side-by-side/?first=care&second=team",
    "/model/booklet.pdf",
)
FIRST_LOAD = 80_000  # bytes
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_reads_without_asking_the_database_anything(
    client: Client, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(path)
    with django_assert_num_queries(0):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_who_is_signed_in_reads_with_four_questions_to_the_database(
    world: World, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = Client()
    browser.force_login(world.participant.person)
    browser.get(path)
    with django_assert_max_num_queries(4):
        assert browser.get(path).status_code == 200


def content(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response) if response.streaming else bytes(response.content)


def compressed(client: Client, address: str) -> int:
    """How many bytes go over the line for this address, letters in a form that is compressed already as they are."""
    read = content(client, address)
    return len(read) if address.partition("?")[0].endswith(".woff2") else len(gzip.compress(read, 6))


def fetched(client: Client, html: str) -> Iterator[str]:
    """All that a browser fetches to show a page: style sheets with their typefaces, scripts that are needed, images."""
    page = Page(html)
    for tag, values in page.tags:
        if tag == "link" and values.get("rel") in ("stylesheet", "icon", "preload"):
            yield values["href"]
            if values["rel"] == "stylesheet":
                sheet = content(client, values["href"]).decode()
                yield from re.findall(r'url\("?(/static/[^)"]+\.woff2[^)"]*)', sheet)
        elif tag in ("script", "img") and values.get("src"):
            yield values["src"]
    # The script of the design system is fetched only by a page that has a part for it.
    if any("data-module" in values for _tag, values in page.tags):
        yield "/static/ui/design-system/nhsuk-frontend-10.6.1.min.js"


@pytest.mark.parametrize("path", ["/", "/model/", "/model/care/", "/model/search/?q=night", "/model/situations/"])
def test_a_first_visit_fetches_no_more_than_eighty_kilobytes(client: Client, path: str) -> None:
    html = content(client, path).decode()
    sizes = {address: compressed(client, address) for address in {path, *fetched(client, html)}}
    assert any(address.endswith(".woff2") or ".woff2?" in address for address in sizes)
    assert sum(sizes.values()) < FIRST_LOAD, sizes


@pytest.mark.parametrize("path", PATHS[:-1])
def test_a_page_is_read_before_any_script(client: Client, path: str) -> None:
    scripts = [values for tag, values in Page(content(client, path).decode()).tags if tag == "script"]
    # A module waits until the page is there.
    assert scripts
    assert all(values.get("type") == "module" and values.get("src") for values in scripts)
