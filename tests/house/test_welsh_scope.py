"""What is served in Welsh is in Welsh: each word of its files is in the catalogue, and no page of it shows English."""

from __future__ import annotations

import json
import re
import subprocess
from fnmatch import fnmatchcase
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client

from ninefold.accounts.languages import is_translated
from ninefold.feedback.actions.answers import save_answers
from ninefold.feedback.models import Rater
from ninefold.site import welsh
from tests.feedback.coming_in import come_in
from tests.feedback.made import make_open, raters_of
from tests.house.pages import PAGES, SPOKEN, names, path_of, reader_of
from tests.house.welsh import ROOT, SOURCE, Marked, catalogue, forms_of, in_scope, marked_texts, missing, needed
from tests.world import World

WELSH = [name for name in PAGES if is_translated("pages", name, "cy")]
ENGLISH = [name for name in PAGES if not is_translated("pages", name, "cy")]
# What is read by nobody, and the names of tests, which are in no language.
SILENT = {"code", "script", "style"}
OF_A_RATER = ("", "care/", "overall/", "check/", "sent/", "group/", "address/", "code/", "decline/")


def test_every_word_that_people_meet_in_welsh_is_translated() -> None:
    """When this fails, `tools/untranslated` prints what to translate."""
    assert [f"{each.file}: {each.text}" for each in missing()] == []


def test_what_is_not_translated_is_found() -> None:
    said = Marked("Nobody has ever said this here.", "", "", "site/errors.py")
    assert catalogue().get(said.text) is None
    assert in_scope("site/errors.py")
    assert not in_scope("feedback/templates/feedback/leading/led.jinja")
    assert {each.file for each in marked_texts()} > {"site/errors.py", "feedback/templates/feedback/leading/led.jinja"}


def test_the_tool_prints_what_is_to_be_translated_with_its_file() -> None:
    done = subprocess.run([ROOT / "tools/untranslated", "--all"], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert {"text": "Page not found", "plural": "", "context": "", "file": "site/errors.py"} in told
    assert len(told) == len(needed())


@pytest.mark.parametrize("pattern", welsh.FILES)
def test_every_pattern_of_files_means_some(pattern: str) -> None:
    known = [str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*") if path.is_file()]
    assert any(fnmatchcase(name, pattern) for name in known)


@pytest.mark.parametrize("pattern", welsh.PAGES)
def test_every_pattern_of_pages_means_some(pattern: str) -> None:
    # Those of a demonstration are no addresses of any other site.
    assert any(fnmatchcase(name, pattern) for name in names()) or pattern.startswith("demonstration:")


@pytest.mark.parametrize("pattern", welsh.MAILS)
def test_every_pattern_of_mails_means_some_whose_words_are_translated(pattern: str) -> None:
    found = [str(path.relative_to(SOURCE)) for path in SOURCE.glob(f"*/templates/{pattern}")]
    assert found
    assert all(in_scope(name) for name in found)


class Said(HTMLParser):
    """What a page says in the language that it says it is in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.language = ""
        self.words: set[str] = set()
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        before = self._open[-1][1] if self._open else ""
        language = values.get("lang", before)
        if tag == "html":
            self.language = language
        if tag not in {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}:
            self._open.append((tag, language))
        if language == self.language:
            self.words |= {values[name] for name in SPOKEN if values.get(name)}

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1] == self.language and self._open[-1][0] not in SILENT:
            self.words.add(" ".join(data.split()))


def english_texts() -> tuple[set[str], re.Pattern[str]]:
    """Our English texts that are no Welsh as well: those without gaps, and a pattern of those with some."""
    known = catalogue()
    in_welsh = {form for each in known for form in forms_of(each)}
    texts = {form for each in marked_texts() for form in (each.text, each.plural) if form} - in_welsh
    gaps = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
    whole = {text for text in texts if not gaps.search(text) and re.search(r"[^\W\d_]{3}", text)}
    # Short ones with gaps, such as “{some} and {last}”, may be part of what anybody writes.
    told = [text for text in texts if gaps.search(text) and len(re.findall(r"[^\W\d_]{3,}", gaps.sub("", text))) > 3]
    return whole, re.compile("|".join(".*".join(map(re.escape, gaps.split(text))) for text in told))


def test_no_page_that_is_served_in_welsh_shows_a_text_of_ours_in_english(world: World) -> None:
    whole, with_gaps = english_texts()
    pages = {name: Said(_welsh(reader_of(name, world), path_of(name, world))) for name in WELSH}
    pages |= _pages_of_a_rater(world)
    assert {name: page.language for name, page in pages.items() if page.language != "cy"} == {}
    shown = {name: sorted(word for word in page.words if word in whole) for name, page in pages.items()}
    assert {name: words for name, words in shown.items() if words} == {}
    shown = {name: sorted(word for word in page.words if with_gaps.fullmatch(word)) for name, page in pages.items()}
    assert {name: words for name, words in shown.items() if words} == {}


def _welsh(client: Client, path: str) -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    return client.get(path).content.decode()


def _pages_of_a_rater(world: World) -> dict[str, Said]:
    """The pages of somebody who was asked in Welsh, who has chosen nothing: before and after an answer."""
    assessment = make_open(world, form="full")
    rater, manager = raters_of(assessment, "direct_report")[0], raters_of(assessment, "line_manager")[0]
    Rater.objects.filter(pk__in=[rater.pk, manager.pk]).update(language="cy")
    found = {}
    for one in (rater, manager):
        phone = come_in(one)
        for page in OF_A_RATER:
            found[f"{one.group} {page}"] = Said(phone.get(f"/feedback/{one.pk}/{page}", follow=True).content.decode())
        save_answers(rater=one, given={"care.level": "2", "care.comment": "Mae hi bob amser yn gwrando."})
        for page in OF_A_RATER:
            found[f"{one.group} {page} again"] = Said(
                phone.get(f"/feedback/{one.pk}/{page}", follow=True).content.decode()
            )
    return found


@pytest.mark.parametrize("name", ENGLISH)
def test_every_other_page_is_in_english_for_everybody(world: World, name: str) -> None:
    html = _welsh(reader_of(name, world), path_of(name, world))
    assert '<html lang="en-gb"' in html
    assert '<p class="language" lang="cy">' in html
