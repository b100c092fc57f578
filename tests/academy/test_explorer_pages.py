"""The model to explore: every page of it, by a stranger, from whatever framework is offered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from ninefold.academy.queries import model as queries
from ninefold.core.framework.library import load_framework
from ninefold.core.framework.model import Dimension
from tests.academy.three import SITUATIONS, STRUCTURE, write_three
from tests.core.five import write_five
from tests.house.pages import Page

NINE = load_framework("nine-dimensions")
NIGHT = NINE.situations[0]
pytestmark = pytest.mark.django_db
Offer = Callable[[str], None]


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch) -> Offer:
    """Offer another framework than the shipped one."""
    return lambda folder: monkeypatch.setattr(queries, "OFFERED", folder)


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return str(response.content.decode())


def words(html: str) -> str:
    return " ".join(Page(html).words)


def test_the_model_is_shown_as_a_whole(client: Client) -> None:
    html = page(client, "/model/")
    addresses = {address for _text, address in Page(html).links}
    assert NINE.summary in words(html)
    assert all(dimension.tagline in words(html) for dimension in NINE.dimensions)
    assert "Levels are not grades." in words(html)
    ways = {"/model/situations/", "/model/side-by-side/", "/model/booklet.pdf"}
    assert ways | {f"/model/{dimension.id}/" for dimension in NINE.dimensions} <= addresses
    assert 'action="/model/search/"' in html


def test_a_screen_reader_meets_each_dimension_in_the_figure_and_again_in_the_list_and_is_told_so(
    client: Client,
) -> None:
    html = page(client, "/model/")
    tags = Page(html).tags
    labels = [values["aria-label"] for tag, values in tags if tag == "svg" and values.get("role") == "group"]
    assert labels == ["The dimensions as a figure; a list with the same links follows"]
    petals = [values["aria-label"] for tag, values in tags if tag == "a" and values.get("class") == "petal"]
    assert petals == [f"{at}. {dimension.title}" for at, dimension in enumerate(NINE.dimensions, start=1)]
    # What is drawn in a petal is not read out a second time.
    assert all(values.get("aria-hidden") == "true" for tag, values in tags if tag == "text")


@pytest.mark.parametrize("dimension", NINE.dimensions, ids=lambda dimension: dimension.id)
def test_a_dimension_has_a_page_with_all_of_it(client: Client, dimension: Dimension) -> None:
    said = words(page(client, f"/model/{dimension.id}/"))
    texts = [
        dimension.title,
        dimension.tagline,
        dimension.what,
        dimension.why,
        *dimension.is_not,
        *(item.text for item in dimension.items),
    ]
    for level in dimension.levels:
        texts += [level.anchor, *level.prompts, *level.development]
    assert [text for text in texts if text not in said] == []
    assert all(name in said for name in ("Essential", "Proficient", "Strong", "Exemplary"))


def test_a_dimension_leads_on_to_its_neighbours_and_to_the_self_assessment(client: Client) -> None:
    by_text = dict(Page(page(client, "/model/care/")).links)
    assert by_text["Previous Keeping purpose alive"] == "/model/purpose/"
    assert by_text["Next Making sense of evidence"] == "/model/information/"
    assert by_text["Assess yourself"].startswith("/self-assessment/")
    first, last = NINE.dimensions[0], NINE.dimensions[-1]
    assert not any(text.startswith("Previous ") for text, _ in Page(page(client, f"/model/{first.id}/")).links)
    assert not any(text.startswith("Next ") for text, _ in Page(page(client, f"/model/{last.id}/")).links)


def test_the_note_has_no_name_and_is_in_no_form_so_that_nothing_can_send_it(client: Client) -> None:
    tags = Page(page(client, "/model/care/")).tags
    assert [values for tag, values in tags if tag == "textarea" and values.get("id") == "note"] != []
    assert not any("name" in values for tag, values in tags if tag == "textarea")
    # The only forms of the page are those of its frame.
    forms = [values["action"] for tag, values in tags if tag == "form"]
    assert set(forms) <= {"/language/"}


def test_a_situation_leads_to_its_dimensions_with_a_reason_and_something_to_try(client: Client) -> None:
    said = words(page(client, "/model/situations/"))
    assert all(situation.title in said and situation.text in said for situation in NINE.situations)
    html = page(client, f"/model/situations/{NIGHT.id}/")
    addresses = [address for _text, address in Page(html).links]
    for pointer in NIGHT.pointers:
        assert pointer.why in words(html)
        assert pointer.to_try in words(html)
        assert f"/model/{pointer.dimension}/" in addresses


@pytest.mark.parametrize("path", ["/model/nothing/", "/model/situations/nothing/", "/model/Care/", "/model/a%00b/"])
def test_what_is_not_in_the_model_is_not_found(client: Client, path: str) -> None:
    page(client, path, status=404)


def test_the_booklet_is_a_pdf_to_keep(client: Client) -> None:
    response = client.get("/model/booklet.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="nine-dimensions.pdf"'
    assert response.content.startswith(b"%PDF-")


def test_the_booklet_is_made_once(client: Client) -> None:
    assert client.get("/model/booklet.pdf").status_code == 200
    assert queries.model().booklet is queries.model().booklet


def test_the_model_is_in_the_language_of_the_reader(client: Client) -> None:
    welsh = load_framework("nine-dimensions", "cy")
    for path, title in (("/model/", welsh.title), ("/model/care/", welsh.dimension("care").title)):
        html = client.get(path, headers={"accept-language": "cy"}).content.decode()
        assert title in words(html)
    booklets = {client.get("/model/booklet.pdf", headers={"accept-language": each}).content for each in ("cy", "en")}
    assert len(booklets) == 2


def every_page(dimensions: list[str]) -> list[str]:
    first, second = dimensions[:2]
    return [
        "/",
        "/model/",
        *(f"/model/{name}/" for name in dimensions),
        "/model/search/",
        f"/model/search/?q={first}",
        "/model/side-by-side/",
        f"/model/side-by-side/?first={first}&second={second}",
        "/model/booklet.pdf",
    ]


def test_another_framework_gives_another_explorer(client: Client, offer: Offer, tmp_path: Path) -> None:
    offer(write_three(tmp_path))
    for path in [
        *every_page(["listening", "deciding", "resting"]),
        "/model/situations/",
        "/model/situations/busy-day/",
    ]:
        response = client.get(path)
        assert response.status_code == 200, path
        if not path.endswith(".pdf"):
            assert not any(dimension.title in response.content.decode() for dimension in NINE.dimensions), path
    home = page(client, "/")
    assert home.count('class="petal"') == 3
    assert "Three habits" in home
    assert "Somewhat" in words(page(client, "/model/deciding/"))
    page(client, "/model/care/", status=404)
    assert client.get("/model/booklet.pdf").headers["Content-Disposition"].endswith('"three-habits.pdf"')


def test_what_a_framework_does_not_tell_is_left_out(client: Client, offer: Offer, tmp_path: Path) -> None:
    offer(write_three(tmp_path))
    html = page(client, "/model/deciding/")
    for absent in ("What it is", "Why it matters", "What it is not", "What others may notice", "Ways to grow"):
        assert absent not in html
    assert "data-prompt" not in html
    assert "data-note" in html


def test_without_situations_their_door_is_not_there(client: Client, offer: Offer, tmp_path: Path) -> None:
    offer(write_three(tmp_path, STRUCTURE.replace(SITUATIONS, "")))
    assert "situations" not in page(client, "/model/")
    assert "situations" not in page(client, "/")
    page(client, "/model/situations/", status=404)
    page(client, "/model/situations/busy-day/", status=404)


def test_a_framework_without_levels_has_all_pages(client: Client, offer: Offer, tmp_path: Path) -> None:
    offer(write_five(tmp_path))
    for path in every_page(["listening", "deciding", "sharing", "learning", "resting"]):
        assert client.get(path).status_code == 200, path
    assert "grades" not in page(client, "/model/")
    assert "Lets people finish" in page(client, "/model/listening/")
