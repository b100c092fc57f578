"""What holds for every page: link texts, headings, nothing inline, and headers that keep it so."""

from collections import defaultdict
from contextlib import closing

import pytest
from django.test import Client

from tests.house.pages import ADDRESSES, PAGES, Page, path_of, reader_of
from tests.world import World

PATHS = [*(path_of(name) for name in ADDRESSES), "/nowhere/"]
READ: dict[str, Page] = {}
pytestmark = pytest.mark.django_db


@pytest.fixture(params=PAGES)
def name(request: pytest.FixtureRequest) -> str:
    """The name of each page in turn."""
    return str(request.param)


@pytest.fixture
def reader(name: str, world: World) -> Client:
    """The browser of somebody who may read it."""
    return reader_of(name, world)


@pytest.fixture
def page(name: str, request: pytest.FixtureRequest) -> Page:
    """The page as they read it: read once, as most of what is asked of it asks nothing more of the site."""
    if name not in READ:
        response = request.getfixturevalue("reader").get(path_of(name, request.getfixturevalue("world")))
        assert response.status_code == 200
        READ[name] = Page(response.content.decode())
    return READ[name]


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_table_knows_pages_from_files(name: str, world: World) -> None:
    response = reader_of(name, world).get(path_of(name, world))
    html = response.headers["Content-Type"].startswith("text/html")
    to_read = response.status_code == 200 and html and "Content-Disposition" not in response.headers
    assert to_read is ADDRESSES[name].page


def test_no_two_links_to_different_places_share_a_text(page: Page) -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for text, address in page.links:
        places[text].add(address)
    assert {text: found for text, found in places.items() if len(found) > 1 or not text} == {}


def test_links_lead_somewhere(name: str, reader: Client, world: World) -> None:
    # Read anew: the rows that one read before leads to are gone.
    page = Page(reader.get(path_of(name, world)).content.decode())
    ids = {values["id"] for _, values in page.tags if "id" in values}
    for text, address in page.links:
        if address.startswith(("https://", "mailto:", "tel:")):
            continue  # elsewhere: nothing under test reaches another host
        path, _, mark = address.partition("#")
        assert not mark or path or mark in ids, f"“{text}” leads to #{mark}, which is not on the page"
        # By way of the door, where somebody who has not signed in has to pass it.
        there = not path or reader.get(path, follow=True).status_code == 200
        assert there, f"“{text}” leads to {path}, where nothing is"


def test_a_page_has_one_main_heading_one_main_part_and_a_title(page: Page) -> None:
    tags = [tag for tag, _ in page.tags]
    assert (tags.count("h1"), tags.count("main")) == (1, 1)
    # A chart may have a title of its own.
    assert "title" in tags[: tags.index("body")]


def test_ids_are_unique(page: Page) -> None:
    ids = [values["id"] for _, values in page.tags if "id" in values]
    assert sorted(ids) == sorted(set(ids))


def test_nothing_is_inline_and_nothing_comes_from_another_host(page: Page) -> None:
    for tag, values in page.tags:
        assert tag != "style"
        assert tag != "script" or values.get("src", "").startswith("/static/")
        assert not [name for name in values if name == "style" or name.startswith("on")]
        for name in ("src", "srcset", "action", "poster"):
            assert values.get(name, "/").startswith(("/", "data:image/"))
        assert tag != "link" or values["href"].startswith("/")


@pytest.mark.parametrize("path", [*PATHS, "/static/ui/ninefold.css"])
def test_every_answer_carries_the_headers_that_keep_it_ours(client: Client, path: str) -> None:
    with closing(client.get(path)) as response:
        headers = response.headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    # What is behind a link tells not even this site its address.
    is_link = path.startswith(("/r/", "/p/")) and len(path) > len("/r/")
    assert headers["Referrer-Policy"] == ("strict-origin" if is_link else "same-origin")
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("path", PATHS)
def test_what_may_be_confidential_is_stored_nowhere_on_the_way(client: Client, path: str) -> None:
    assert "no-store" in client.get(path).headers["Cache-Control"]


def test_files_that_never_change_are_kept_by_the_browser(client: Client) -> None:
    with closing(client.get("/static/ui/ninefold.css")) as response:
        assert "max-age=86400" in response.headers["Cache-Control"]


def test_a_page_is_sent_compressed(client: Client) -> None:
    response = client.get("/", headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"


def test_the_one_cookie_of_a_form_is_read_by_nobody_else_and_ends_with_the_browser(client: Client) -> None:
    (cookie,) = client.get(path_of("feedback:make_report")).cookies.values()
    assert cookie.key == "csrftoken"
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (True, "Lax", "", "")
