"""Whatever somebody may read on a page is marked for translation, and pages change language with a catalogue."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.test import Client, override_settings

from tests.house.pages import Page
from tests.house.strings import (
    NAMES,
    ROOT,
    SOURCE,
    marked,
    templates,
    unmarked_in_python,
    unmarked_in_template,
)

# What these say is read by the people who run the machine: the command line, logs, settings.
FOR_OPERATORS = {
    "log.py",
    "cli.py",
    "environment.py",
    "finding.py",
    "jobs.py",
    "middleware.py",
    "processing.py",
    "settings.py",
    "terminal.py",
    "traces.py",
    "worker.py",
}


def python_of_pages() -> list[Path]:
    rooms = [SOURCE / room for room in ("academy", "accounts", "feedback", "site", "ui")]
    found = [path for room in rooms for path in room.rglob("*.py")]
    # What invented people write in the demonstration is in their own language, like what anybody writes.
    # What is wrong with a file of an academy's own pages, or with backups, is told to whoever runs the machine.
    others = {"commands", "demonstration", "migrations", "page_files", "upkeep"}
    return sorted(path for path in found if not others & set(path.parts) and path.name not in FOR_OPERATORS)


def named(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", templates(), ids=named)
def test_a_template_has_no_unmarked_words(path: Path) -> None:
    assert unmarked_in_template(path.read_text()) == []


@pytest.mark.parametrize("path", python_of_pages(), ids=named)
def test_python_behind_pages_has_no_unmarked_sentences(path: Path) -> None:
    assert unmarked_in_python(path.read_text()) == []


def test_unmarked_words_are_found() -> None:
    assert unmarked_in_template("<p>{% trans %}Marked{% endtrans %} {{ _('so') }}</p>") == []
    assert unmarked_in_template("<p class='x'>Not <b>marked</b></p>") == ["Not", "marked"]
    assert unmarked_in_template("<img alt='A leaf'>") == ["A leaf"]
    assert unmarked_in_template("{{ button({'text': 'Send it'}) }}") == ["Send it"]
    assert unmarked_in_python('"""What it does."""\nraise Wrong(_("It is wrong."))') == []
    assert unmarked_in_python('raise Wrong("It is wrong.")') == ["It is wrong."]
    assert unmarked_in_python('run("INSERT INTO rows VALUES"); TAKES = "row.id = %s AND row.gone_at IS NULL"') == []
    assert unmarked_in_python('def __str__(self):\n    return "row of it"\ndef told():\n    return "so it is"') == [
        "so it is"
    ]


LETTERS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")


def accented(text: str) -> str:
    """The text in a language that does not exist, with what is filled in left alone."""
    parts = []
    rest = text
    while rest:
        start = min((index for mark in ("%(", "{") if (index := rest.find(mark)) >= 0), default=len(rest))
        parts.append(rest[:start].translate(LETTERS))
        rest = rest[start:]
        end = rest.find(")" if rest.startswith("%") else "}") + 1
        parts.append(rest[:end] if rest else "")
        rest = rest[end:]
    return "".join(parts)


@pytest.fixture
def in_no_language(tmp_path: Path) -> str:
    """A folder with a catalogue in which every marked string is accented."""
    catalogue = Catalog(locale="cy")
    for text in marked():
        catalogue.add(text, accented(text))
    folder = tmp_path / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalogue)
    return str(tmp_path)


@pytest.mark.django_db
def test_pages_speak_the_language_that_a_browser_asks_for(client: Client, in_no_language: str) -> None:
    with override_settings(LOCALE_PATHS=[in_no_language], LANGUAGES=[("en-gb", "English"), ("cy", "Welsh")]):
        page = client.get("/", headers={"accept-language": "cy"}).content.decode()
        english = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="cy"' in page
    assert "Séé yóúr léádérshíp fróm évéry sídé" in page
    # What the switch of language says to who reads English.
    in_english = ("English", "This loads the page again: what you have typed and not sent is lost.")
    words = [word for word in Page(page).words if word not in (*NAMES, *in_english)]
    # The model and the pages of the way on have files of their own for each language.
    files = [ROOT / "frameworks/nine-dimensions/cy.yaml", *(SOURCE / "academy/pages/cy").glob("*.md")]
    in_files = " ".join(" ".join(file.read_text().split()) for file in files)
    unknown = [word for word in words if word.lstrip("0123456789. ") not in in_files]
    assert [word for word in unknown if word.isascii() and len(word) > 3] == []
    assert "See your leadership from every side" in english
