"""The pages that lead on, as visitors meet them, and an academy's own words in place of ours."""

import ast
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings

from ninefold.academy.page_files import library as keeping
from ninefold.academy.page_files.files import languages
from ninefold.academy.page_files.library import Page, library
from ninefold.academy.page_files.links import PLACES, SHIPPED, address_of
from ninefold.core.framework.library import load_framework
from ninefold.core.rater_lists.advice import BETTER_FROM
from ninefold.core.timetable import ENOUGH_ANSWERS
from ninefold.feedback.actions.facilitations import WORKING_DAYS_TO_ANSWER
from ninefold.feedback.actions.holding import COUNTS_AFTER
from ninefold.feedback.queries.questionnaires import put_together
from ninefold.feedback.queries.self_assessments import COOKIE
from tests.house.pages import Page as Html
from tests.world import World

SOURCE = Path(__file__).parents[2] / "src" / "ninefold"
pytestmark = pytest.mark.django_db


@pytest.fixture
def own(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """The folder of an academy that has pages of its own."""
    (tmp_path / "en").mkdir()
    settings.PAGES_FOLDER = tmp_path
    yield tmp_path
    keeping._kept = None


def write(folder: Path, name: str, words: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(words, encoding="utf-8")


def seen(client: Client, path: str, language: str = "en") -> str:
    """The page as who reads this language gets it."""
    response = client.get(path, headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()


def said(client: Client, path: str, language: str = "en") -> str:
    """Its words."""
    return " ".join(Html(seen(client, path, language)).words)


def shipped(name: str, language: str) -> Page:
    page = library().pages[name][language]
    assert page.language == language
    return page


def links_of(page: Page) -> list[str]:
    return re.findall(r'href="([^"#]+)"', page.intro + page.body)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_page_is_there_in_every_language_with_the_same_parts_and_links(name: str) -> None:
    english = shipped(name, "en")
    assert set(library().pages[name]) == set(languages())
    for language in languages():
        page = shipped(name, language)
        assert page.title
        assert page.description
        assert [heading.level for heading in page.headings] == [heading.level for heading in english.headings]
        assert sorted(links_of(page)) == sorted(links_of(english))
        assert page.body.count("<tr") == english.body.count("<tr")
        assert (page.footer, page.order, page.next) == (english.footer, english.order, english.next)


def test_every_translation_says_that_no_speaker_has_looked_at_it(client: Client) -> None:
    for name in SHIPPED:
        assert "heb ei wirio eto gan siaradwr Cymraeg" in said(client, address_of(name), "cy")


def test_nobody_is_stuck_on_a_page_and_each_is_found_from_every_other(client: Client) -> None:
    for name in SHIPPED:
        links = dict(Html(seen(client, address_of(name))).links)
        assert {address_of(other) for other in SHIPPED} <= set(links.values())
        assert len(library().pages[name]["en"].next) >= 2
    assert address_of("examples") in dict(Html(seen(client, "/about-360/")).links).values()


def test_who_answers_is_led_to_no_more_than_what_concerns_them(client: Client) -> None:
    links = [address for _text, address in Html(seen(client, "/r/")).links]
    assert {"/accessibility/", "/privacy/", "/cookies/"} <= set(links)
    assert not {"/about-360/", "/terms/", "/contact/", "/for-raters/"} & set(links)


def test_prices_and_periods_are_those_that_are_set(client: Client, settings: Settings) -> None:
    assert "A 360 costs £40, paid by you" in said(client, "/about-360/")
    settings.PRICE_PENCE = 3750
    settings.KEEP_MONTHS = {**settings.KEEP_MONTHS, "reports": 24}
    assert "A 360 costs £37.50, paid by you" in said(client, "/about-360/")
    assert "24 months after the close" in said(client, "/privacy/")
    assert "36 months after you last signed in" in said(client, "/privacy/")


def test_what_pages_say_in_words_is_so_in_the_program(client: Client) -> None:
    about, facilitators = said(client, "/about-360/"), said(client, "/for-facilitators/")
    assert "five working days" in about
    assert "five working days" in facilitators
    assert WORKING_DAYS_TO_ANSWER == 5
    assert "after 14 days without an objection" in facilitators
    assert COUNTS_AFTER.days == 14
    assert "Ten to fifteen are best, and six are needed" in about
    assert (BETTER_FROM, ENOUGH_ANSWERS) == (10, 6)
    assert "15 to 20 minutes" in about
    framework = load_framework("nine-dimensions")
    kinds = [{q.code: q.kind for q in framework.form(form)} for form, _kinds in framework.forms]
    assert all(15 <= put_together([], asked).minutes.whole <= 20 for asked in kinds)
    assert "signed out after twelve hours" in said(client, "/accessibility/")
    assert configured.SESSION_COOKIE_AGE == 12 * 60 * 60


def test_the_page_about_cookies_names_each_that_there_is_and_no_other(client: Client) -> None:
    named = set(re.findall(r"<code>([^<]+)</code>", seen(client, "/cookies/")))
    kinds = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME")
    assert named == {*(getattr(configured, kind) for kind in kinds), COOKIE}
    set_by_us = {
        ast.unparse(call.args[0])
        for path in SOURCE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "set_cookie"
    }
    assert set_by_us == {"settings.LANGUAGE_COOKIE_NAME", "COOKIE"}


def test_scripts_keep_nothing_in_a_browser_beyond_its_tab() -> None:
    ours = [path for path in SOURCE.rglob("static/**/*.js") if "design-system" not in path.parts]
    assert len(ours) > 3
    lasting = ("localStorage", "indexedDB", "document.cookie", "caches.", "serviceWorker")
    assert [(path.name, what) for path in ours for what in lasting if what in path.read_text("utf-8")] == []


def test_reading_pages_sets_no_cookie_at_all(client: Client) -> None:
    for name in SHIPPED:
        seen(client, address_of(name))
    assert not client.cookies


def test_the_accessibility_statement_bears_its_date_in_the_language_of_the_page(client: Client) -> None:
    assert "prepared on 25 November 2026" in said(client, "/accessibility/")
    assert "25 Tachwedd 2026" in said(client, "/accessibility/", "cy")


def test_a_file_of_an_academy_takes_the_place_of_ours(own: Path, client: Client) -> None:
    write(own, "en/terms.md", "---\ntitle: Our rules\nfooter: help\n---\nBe fair. It costs {{ price }}.\n")
    assert "Our rules Be fair. It costs £40." in said(client, "/terms/")
    assert ("Our rules", "/terms/") in Html(seen(client, "/privacy/")).links
    assert "MIT" not in said(client, "/terms/")


def test_words_that_are_not_there_in_a_language_are_english_and_marked_so(own: Path, client: Client) -> None:
    write(own, "en/terms.md", "# Our rules\n\nBe fair.\n")
    page = seen(client, "/terms/", "cy")
    assert '<html lang="cy"' in page
    assert '<article class="words" lang="en">' in page
    assert "Our rules" in page
    assert "MIT" not in page  # the shipped translation would tell something else


def test_a_better_translation_of_our_words_leaves_the_english_ones_as_they_are(own: Path, client: Client) -> None:
    write(own, "cy/terms.md", "# Ein rheolau\n\nByddwch yn deg.\n")
    assert "Ein rheolau" in said(client, "/terms/", "cy")
    assert "MIT" in said(client, "/terms/")
    assert ("Ein rheolau", "/terms/") in Html(seen(client, "/privacy/", "cy")).links


def test_a_file_with_a_new_name_is_a_new_page(own: Path, client: Client) -> None:
    write(
        own, "en/our-fees.md", "---\ntitle: What we charge\nlink: Fees\nfooter: about\norder: 1\n---\n[x](page:terms)"
    )
    write(own, "en/hidden.md", "# Only for who has the link\n\nSo.\n")
    assert "What we charge" in said(client, "/pages/our-fees/")
    links = Html(seen(client, "/privacy/")).links
    assert ("Fees", "/pages/our-fees/") in links
    assert [text for text, _address in links].index("Fees") < [text for text, _address in links].index("About the 360")
    assert "Only for who has the link" in said(client, "/pages/hidden/")
    assert "/pages/hidden/" not in dict(links).values()


def test_a_page_that_is_there_in_welsh_alone_is_welsh_for_everybody(own: Path, client: Client) -> None:
    write(own, "cy/newyddion.md", "# Newyddion\n\nHelo.\n")
    assert '<article class="words" lang="cy">' in seen(client, "/pages/newyddion/")


def test_an_address_without_a_page_is_none_and_that_of_ours_leads_to_its_own(client: Client) -> None:
    assert client.get("/pages/nowhere/").status_code == 404
    assert client.get("/pages/privacy/").headers["Location"] == "/privacy/"
    assert client.post("/privacy/").status_code == 405


def test_words_are_made_once_and_anew_when_a_file_changes(own: Path, client: Client) -> None:
    write(own, "en/terms.md", "# First\n")
    assert "First" in said(client, "/terms/")
    made = library()
    assert library() is made
    write(own, "en/terms.md", "# Second thoughts\n")
    assert "Second thoughts" in said(client, "/terms/")
    (own / "en/terms.md").unlink()
    assert "MIT" in said(client, "/terms/")


def test_a_file_that_breaks_while_the_site_runs_leaves_its_page_as_it_was(
    own: Path, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    write(own, "en/terms.md", "# Right\n")
    assert "Right" in said(client, "/terms/")
    write(own, "en/terms.md", "# Wrong\n\n{{ nothing }}\n")
    with caplog.at_level(logging.ERROR):
        assert "Right" in said(client, "/terms/")
        assert "Right" in said(client, "/terms/")
    (told,) = caplog.messages
    assert f"{own / 'en/terms.md'}, line 3: There is no placeholder “nothing”." in told
    write(own, "en/terms.md", "# Right again\n")
    assert "Right again" in said(client, "/terms/")


def test_what_is_filled_in_is_text_wherever_it_stands(own: Path, client: Client, settings: Settings) -> None:
    settings.FACE = replace(settings.FACE, name="A *b* <i>c</i> & [d](javascript:e)")
    settings.CONTACT_EMAIL = "a_b_c@example.org"
    words = (
        "# {{ site_name }}\n\n## {{site_name}}\n\n`{{ site_name }}` [w](mailto:{{ contact_email }} '{{ site_name }}')"
    )
    write(own, "en/terms.md", words)
    page = seen(client, "/terms/")
    name = "A *b* &lt;i&gt;c&lt;/i&gt; &amp; [d](javascript:e)"
    assert f"<code>{name}</code>" in page
    assert f"{name}</h2>" in page
    assert f'<a href="mailto:a_b_c@example.org" title="{name}">w</a>' in page
    assert "<i>" not in page


def test_what_only_looks_like_html_is_shown_as_it_is(own: Path, client: Client) -> None:
    write(own, "en/terms.md", "# Less\n\n1 < 2, \\<b>, `<script>`, <svg/onload=x>, &lt;i&gt;\n")
    page = seen(client, "/terms/")
    assert "1 &lt; 2, &lt;b&gt;, <code>&lt;script&gt;</code>, &lt;svg/onload=x&gt;, &lt;i&gt;" in page


def test_links_lead_where_they_say_and_mark_other_hosts(own: Path, client: Client) -> None:
    write(
        own,
        "en/terms.md",
        "# L\n\n[a](page:privacy#your-rights) [b](https://ico.org.uk/x?y=1&z) [c](#d) [e](tel:999)\n\n## D\n",
    )
    page = seen(client, "/terms/")
    assert '<a href="/privacy/#your-rights">a</a>' in page
    assert '<a href="https://ico.org.uk/x?y=1&amp;z" rel="noopener">b</a>' in page
    assert '<a href="#d">c</a> <a href="tel:999">e</a>' in page
    assert '<h2 id="d">D</h2>' in page


def test_headings_of_the_same_words_have_marks_of_their_own(own: Path, client: Client) -> None:
    write(own, "en/terms.md", "# T\n\n## Rôle\n\n## Role\n\n## !\n\n## Onward\n")
    marks = [values["id"] for tag, values in Html(seen(client, "/terms/")).tags if tag == "h2" and "id" in values]
    assert marks[:4] == ["role", "role-2", "part", "onward-2"]


def test_a_table_is_heard_as_one_and_bears_no_style(own: Path, client: Client) -> None:
    write(own, "en/terms.md", "# T\n\n## Fees\n\n| What | How **much** |\n|:--|--:|\n| One | £40 |\n| Ten | £400 |\n")
    page = Html(seen(client, "/terms/"))
    cells = [values for tag, values in page.tags if tag == "td"]
    assert cells == [{"role": "cell", "data-label": "How much", "class": "table__number"}] * 2
    assert [values["aria-labelledby"] for tag, values in page.tags if tag == "table"] == ["fees"]
    assert not [values for _tag, values in page.tags if "style" in values]


def test_every_part_of_the_site_that_pages_can_name_is_there(world: World) -> None:
    for name in PLACES:
        client = Client()
        client.force_login(world.participant.person)
        assert client.get(address_of(name)).status_code in (200, 302)
