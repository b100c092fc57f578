"""The search of the model as a page, and two dimensions side by side: what is typed into the address gets an answer."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.test import Client

from ninefold.core.framework.library import load_framework
from tests.house.pages import Page

NINE = load_framework("nine-dimensions")
CARE, TEAM = NINE.dimension("care"), NINE.dimension("team")
pytestmark = pytest.mark.django_db
SEARCH, SIDE_BY_SIDE = "/model/search/", "/model/side-by-side/"


def searched(client: Client, query: str) -> str:
    response = client.get(f"{SEARCH}?q={quote(query)}")
    assert response.status_code == 200
    return str(response.content.decode())


def said(html: str) -> str:
    return " ".join(Page(html).words)


def test_what_is_found_is_marked_and_leads_to_its_place(client: Client) -> None:
    html = searched(client, "courteous")
    assert "<mark>courteous</mark>" in html
    by_text = {text.replace(" :", ":"): address for text, address in Page(html).links}
    assert by_text["Caring for colleagues"] == "/model/care/"
    assert by_text["What others may notice: Caring for colleagues"] == "/model/care/#seen"


@pytest.mark.parametrize("query", ["night", "team", "patients", "exemplary", "the", "kindness tally", "treasure"])
def test_every_place_that_is_led_to_is_there(client: Client, query: str) -> None:
    links = [address for _text, address in Page(searched(client, query)).links if "#" in address]
    assert len(links) > 1
    for path, anchor in {tuple(address.split("#")) for address in links if not address.startswith("#")}:
        tags = Page(client.get(path).content.decode()).tags
        assert anchor in {values.get("id") for _tag, values in tags}, f"{path}#{anchor}"


@pytest.mark.parametrize("query", ["night", "the", "team"])
def test_links_to_different_places_differ_in_their_words(client: Client, query: str) -> None:
    places: dict[str, set[str]] = {}
    for text, address in Page(searched(client, query)).links:
        places.setdefault(text, set()).add(address)
    assert {text: found for text, found in places.items() if len(found) > 1} == {}


def test_where_only_a_title_has_the_word_the_page_says_what_it_is_about(client: Client) -> None:
    html = searched(client, "upholding")
    assert "<mark>Upholding</mark> clear standards" in html
    assert NINE.dimension("account").tagline in said(html)


def test_the_answer_says_how_much_was_found(client: Client) -> None:
    assert "1 passage found." in said(searched(client, "courteous"))
    assert re.search(r"\d+ passages found\.", said(searched(client, "night")))
    assert "1 passage has all of these words." in said(searched(client, "night staff"))
    assert "No passage has all of these words" in said(searched(client, "night giraffe"))
    assert "Nothing in the model has “xqzt”." in said(searched(client, "xqzt"))


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "xqzt",
        "'",
        '"><script>alert(1)</script>',
        "{{ 7 * 7 }} %s %(count)s {0}",
        "谢谢你 شكرا Дякую",
        "😀👍🏽",
        "\x00\x07\x1b[31m\u202e",
        "a\nb\tc",
        "\ud7ff\ufffd\U0010ffff",
        "night " * 1700,
        "x" * 10_000,
    ],
)
def test_anything_gets_an_answer_and_comes_back_as_text(client: Client, query: str) -> None:
    html = searched(client, query)
    page = Page(html)
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert not [values for tag, values in page.tags if tag == "script" and not values.get("src")]
    (typed,) = [values["value"] for tag, values in page.tags if tag == "input" and values.get("name") == "q"]
    assert len(typed) <= 200
    assert "\x00" not in html
    assert "\u202e" not in html


def test_bytes_that_are_no_text_get_an_answer(client: Client) -> None:
    assert client.get(f"{SEARCH}?q=%ff%fe%c3").status_code == 200
    assert client.get(f"{SEARCH}?q=night&q=team&unknown=1").status_code == 200


def test_a_long_query_is_told_that_only_its_beginning_was_read(client: Client) -> None:
    assert "Only the first words were looked for." in said(searched(client, "night " * 1700))


def test_who_found_nothing_is_offered_all_dimensions(client: Client) -> None:
    for query in ("", "xqzt"):
        addresses = {address for _text, address in Page(searched(client, query)).links}
        assert {f"/model/{dimension.id}/" for dimension in NINE.dimensions} <= addresses


def test_the_search_is_in_the_words_of_the_reader(client: Client) -> None:
    welsh = load_framework("nine-dimensions", "cy")
    title = welsh.dimension("team").title
    html = client.get(f"{SEARCH}?q={quote(title)}", headers={"accept-language": "cy"}).content.decode()
    assert "/model/team/" in {address for _text, address in Page(html).links}


def test_two_dimensions_are_laid_side_by_side_part_by_part(client: Client) -> None:
    html = client.get(f"{SIDE_BY_SIDE}?first=care&second=team").content.decode()
    table = html[html.index("<table") : html.index("</table>")]
    for dimension in (CARE, TEAM):
        for text in (dimension.what, dimension.why, *dimension.is_not, *(level.anchor for level in dimension.levels)):
            assert text in said(table)
    rows = re.findall(r'<th scope="row"[^>]*>([^<]+)', table)
    assert rows[:4] == ["In a few words", "What it is", "Why it matters", "What it is not"]
    assert rows[4:] == ["Essential", "Proficient", "Strong", "Exemplary", "What others may notice"]


def test_one_dimension_can_be_brought_along(client: Client) -> None:
    html = client.get(f"{SIDE_BY_SIDE}?beside=care").content.decode()
    assert '<option value="care" selected>' in html
    assert "<table" not in html
    assert client.get(f"{SIDE_BY_SIDE}?beside=nothing").status_code == 200


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("first=care&second=care", "This is the same dimension twice."),
        ("first=care&second=nothing", "There is no such dimension in this model."),
        ("first=%00&second=team", "There is no such dimension in this model."),
        (f"first={'x' * 10_000}&second=team", "There is no such dimension in this model."),
        ("first=care", "Choose the second dimension."),
        ("first=&second=team", "Choose the first dimension."),
    ],
)
def test_a_pair_that_cannot_be_compared_is_told_in_a_sentence_that_leads_to_the_field(
    client: Client, query: str, sentence: str
) -> None:
    response = client.get(f"{SIDE_BY_SIDE}?{query}")
    html = response.content.decode()
    assert response.status_code == 422
    told = [(text, address) for text, address in Page(html).links if text.startswith(sentence)]
    assert told
    assert all(address in ("#first", "#second") for _text, address in told)
    assert "<table" not in html
    assert "<title>Error: " in html
