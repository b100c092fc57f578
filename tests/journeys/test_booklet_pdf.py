"""The model as a booklet: valid and tagged, a spread for each dimension, whatever framework and language it is in."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import page
import pytest

from ninefold.core.framework.library import load_framework
from ninefold.core.framework.model import Framework
from ninefold.reports.booklet import booklet_pdf
from tests.academy.three import write_three
from tests.core.five import write_five
from tests.reports.sample import HOSTILE

WORDS = gettext.NullTranslations()
NINE = load_framework("nine-dimensions")
COVER_ABOUT_CONTENTS, SPREAD = 3, 2


def findings(pdf: bytes) -> list[str]:
    """What a validator finds wrong with a file under PDF/UA-1 and PDF/A-2a."""
    reports = [page.validate_pdf_bytes(pdf, profile=profile) for profile in ("ua1", "2a")]
    return [f"{report.profile.value} {each.rule_id}: {each.message}" for report in reports for each in report.failures]


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_the_booklet_of_the_shipped_model_is_valid_pdf_ua_and_pdf_a() -> None:
    assert findings(booklet_pdf(NINE, WORDS)) == []


@pytest.mark.parametrize("locale", ["en", "cy"])
def test_each_dimension_has_a_spread_of_two_pages(locale: str) -> None:
    framework = replace(load_framework("nine-dimensions", locale), situations=())
    assert pages(booklet_pdf(framework, WORDS)) == COVER_ABOUT_CONTENTS + SPREAD * len(framework.dimensions)


def test_the_situations_follow_the_dimensions() -> None:
    without = booklet_pdf(replace(NINE, situations=()), WORDS)
    assert pages(booklet_pdf(NINE, WORDS)) > pages(without)


@pytest.mark.parametrize("write", [write_three, write_five], ids=["three-habits", "five-habits"])
def test_another_framework_gives_another_booklet(tmp_path: Path, write: Callable[[Path], str]) -> None:
    framework = load_framework(write(tmp_path))
    pdf = booklet_pdf(framework, WORDS)
    assert findings(pdf) == []
    assert framework.title.encode() in re.sub(rb"<[^>]+>", b"", pdf)


def test_the_file_names_its_title_and_its_language() -> None:
    english = booklet_pdf(NINE, WORDS)
    assert re.search(rb"<dc:title>.*>Nine dimensions of leadership in health and care<.*</dc:title>", english)
    assert b"/Lang(en)" in english
    assert b"/Lang(cy)" in booklet_pdf(load_framework("nine-dimensions", "cy"), WORDS)


def hostile(text: str) -> Framework:
    """The shipped model with this text wherever words stand."""
    care = NINE.dimensions[1]
    levels = tuple(replace(level, anchor=text, prompts=(text,), development=(text, text)) for level in care.levels)
    changed = replace(care, title=text, tagline=text, what=text, why=text, is_not=(text,), levels=levels)
    night = NINE.situations[0]
    pointers = tuple(replace(pointer, why=text, to_try=text) for pointer in night.pointers)
    situations = (replace(night, title=text, text=text, pointers=pointers),)
    dimensions = (NINE.dimensions[0], changed, *NINE.dimensions[2:])
    return replace(NINE, title=text, summary=text, dimensions=dimensions, situations=situations)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_framework_says_the_booklet_is_valid(text: str) -> None:
    assert findings(booklet_pdf(hostile(text), WORDS)) == []


def test_the_same_framework_gives_the_same_bytes() -> None:
    assert booklet_pdf(NINE, WORDS) == booklet_pdf(NINE, WORDS)
