"""The promise: each sentence of it names tests that exist, pages for raters say no other, and a child can read it."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from ninefold.feedback.models import Assessment
from ninefold.feedback.queries import measured as measuring
from ninefold.feedback.queries.measured import MEASURES, MeasuredFileError, read_measured
from ninefold.feedback.queries.promises import LIMITS, PROMISES, Audience, Promise, all_tests, limits_for, promises_to
from tests.feedback.coming_in import come_in
from tests.feedback.made import make_open, raters_of
from tests.feedback.reading import words_at
from tests.house.pages import Page
from tests.world import World

ROOT = Path(__file__).parents[2]
AUDIENCES: tuple[Audience, ...] = ("rater", "line_manager", "pulse")
READING_AGE_OF_12 = 7  # the grade of the formula of Flesch and Kincaid


def syllables(word: str) -> int:
    """How many syllables an English word has, near enough: groups of vowels, without an “e” that is not heard."""
    letters = re.sub("[^a-z]", "", word.lower())
    heard = (
        re.sub(r"(?<=[^laeiouy])es$|(?<=[^laeiouytd])ed$|(?<=[^laeiouy])e$", "", letters) if len(letters) > 3 else "a"
    )
    return max(1, len(re.findall("[aeiouy]{1,2}", heard.removeprefix("y"))))


def grade(text: str) -> float:
    """How many years at school it takes to read a text, by the formula of Flesch and Kincaid."""
    sentences = [sentence for sentence in re.split(r"[.!?:]+\s*", text) if sentence.strip()]
    words = re.findall(r"[A-Za-z’']+", text)
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_the_formula_tells_easy_from_hard() -> None:
    assert [syllables(word) for word in ("put", "these", "answers", "deleted", "questionnaire")] == [1, 1, 2, 3, 3]
    assert grade("The cat sat on the mat. It was fat.") < 1
    assert grade("Confidentiality considerations necessitate statistical disclosure limitation.") > 20


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: str(promise.says)[:40])
def test_each_promise_names_tests(promise: Promise) -> None:
    assert promise.tests


@pytest.mark.parametrize("test", sorted(set(all_tests())))
def test_the_tests_that_are_named_exist(test: str) -> None:
    file, _sep, name = test.partition("::")
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_promised_and_what_cannot_be_is_read_at_twelve(audience: Audience) -> None:
    said = [f"{promise.says} {promise.more}" for promise in promises_to(audience, "Ada")] + limits_for(audience)
    assert {text: round(grade(text), 1) for text in said if grade(text) > READING_AGE_OF_12} == {}
    assert not any("anonym" in text.lower() for text in said)


def promised_at(browser: Client, address: str) -> str:
    """The words of the part of a page that says who will see what."""
    html = browser.get(address).content.decode()
    found = re.search(r'<section class="promise".*?</section>', html, re.DOTALL)
    assert found
    return " ".join(" ".join(Page(found.group()).words).split())


@pytest.fixture
def assessment(world: World) -> Assessment:
    """An open 360."""
    return make_open(world)


@pytest.mark.parametrize(("group", "audience"), [("peer", "rater"), ("line_manager", "line_manager")])
def test_the_page_of_a_rater_promises_these_sentences_and_no_other(
    assessment: Assessment, group: str, audience: Audience
) -> None:
    rater = raters_of(assessment, group)[0]
    left = promised_at(come_in(rater), f"/feedback/{rater.pk}/")
    name = assessment.participant.name
    known = [part for it in promises_to(audience, name) for part in (it.says, it.more) if part] + limits_for(audience)
    for sentence in sorted(known, key=len, reverse=True):
        assert sentence in left
        left = left.replace(sentence, "", 1)
    others = "You are asked as a line manager. Ada Okafor and their facilitator will know which answers are yours. "
    rest = f"Who will see what {others if group == 'line_manager' else ''}What we cannot promise How each"
    assert " ".join(left.split()).startswith(rest)
    assert left.split()[-4:] == ["these", "sentences", "is", "proved"]


def test_who_answers_finds_the_page_from_their_own_and_everybody_from_the_first(
    assessment: Assessment, client: Client
) -> None:
    rater = raters_of(assessment, "peer")[0]
    browser, promise = come_in(rater), reverse("feedback:promise")
    for page in ("", "check/"):
        assert f'href="{promise}' in browser.get(f"/feedback/{rater.pk}/{page}").content.decode()
        said = words_at(browser, f"/feedback/{rater.pk}/{page}")
        assert all(it.says in said for it in promises_to("rater", assessment.participant.name))
    assert f'href="{promise}' in client.get("/").content.decode()


def test_the_page_has_every_sentence_with_its_tests_and_what_cannot_be_promised(client: Client) -> None:
    said = words_at(client, reverse("feedback:promise"))
    for audience in LIMITS:
        for promise in promises_to(audience, "The person who asked you"):
            assert f"{promise.says} {promise.more}".strip() in said
            assert all(test.partition("::")[0] in said for test in promise.tests)
        assert all(limit in said for limit in limits_for(audience))


# What was measured

GIVEN = {
    "command": "bench/attack.py --rounds 1000",
    "day": "2026-11-24",
    "rounds": 1000,
    "scales": ["0..4", "1..5"],
    "figures": {"known_low": ["0", "0"], "shown_of_4": ["0.91", "0.96"]},
}


def test_the_page_shows_the_table_that_was_printed(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "FILE", tmp_path / "measured.json")
    measuring.measured.cache_clear()
    assert "Not measured yet" in words_at(client, reverse("feedback:promise"))
    (tmp_path / "measured.json").write_text(json.dumps(GIVEN), encoding="utf-8")
    measuring.measured.cache_clear()
    said = words_at(client, reverse("feedback:promise"))
    measuring.measured.cache_clear()
    assert "1000 reports on each scale, on 24 November 2026" in said
    assert "People who are known to have answered low 0 0 0" in said
    assert "bench/attack.py --rounds 1000" in said
    assert "Not measured yet" not in said


def test_what_is_kept_of_it_with_this_version_can_be_read() -> None:
    """The file is written by the bench, and there may be none."""
    found = measuring.measured()
    assert found is None or set(found.rows) <= set(read_measured(measuring.FILE.read_text(encoding="utf-8")).rows)


@pytest.mark.parametrize(
    "change",
    [
        {"figures": {"known_low": ["0"]}},
        {"figures": {"known_high": ["0", "0"]}},
        {"figures": {}},
        {"figures": ["0"]},
        {"day": "yesterday"},
        {"rounds": "many"},
    ],
)
def test_a_file_that_is_not_as_described_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(MeasuredFileError, match=r"measured\.json cannot be read"):
        read_measured(json.dumps({**GIVEN, **change}))


def test_every_measure_of_the_specification_has_a_name() -> None:
    assert {"known_exactly", "known_low", "known_low_if_one_tells", "figures_that_miss", "changes_that_show"} <= set(
        MEASURES
    )
