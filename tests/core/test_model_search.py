"""Search over the model: words and their beginnings, accents and apostrophes folded, an answer to anything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninefold.core.folding import fold, words_of
from ninefold.core.framework.library import load_framework
from ninefold.core.model_search import MOST_PASSAGES, Hit, Index, Results
from tests.core.made import EXTENT, dimension, framework

NINE = load_framework("nine-dimensions")
INDEX = Index(NINE)


def hits(results: Results) -> list[Hit]:
    return [hit for group in results.groups for hit in group.hits]


def found_in(results: Results) -> list[str]:
    return [group.dimension or group.situation for group in results.groups]


def marked(hit: Hit) -> str:
    return "".join(f"[{segment.text}]" if segment.hit else segment.text for segment in hit.segments)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Tîm’s", "tims"),
        ("DŴR", "dwr"),
        ("cafe\u0301", "cafe"),
        ("Straße", "strasse"),
        ("Ångström", "angstrom"),
        ("Søren", "soren"),
        ("людей", "людеи"),
        ("ﬁnd", "find"),
    ],
)
def test_a_word_is_compared_without_accents_apostrophes_and_capitals(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_know_where_they_stand() -> None:
    text = "‘We’re here’, cafe\u0301–bar 24/7."
    assert [text[word.start : word.end] for word in words_of(text)] == [
        "We’re",
        "here",
        "cafe\u0301",
        "bar",
        "24",
        "7",
    ]


def test_a_word_is_found_in_titles_texts_levels_questions_behaviours_and_situations() -> None:
    wanted = {
        "upholding": "title",
        "noticing": "tagline",
        "biochemist": "what why",
        "cakes": "not",
        "kindness": "what level",
        "exemplary": "level",
        "tally": "development",
        "quietest": "prompt",
        "courteous": "behaviour",
        "treasure": "situation pointer",
        "sluice": "situation pointer",
    }
    for word, parts in wanted.items():
        assert {hit.passage.part for hit in hits(INDEX.search(word))} & set(parts.split()), word


def test_a_beginning_finds_the_word_and_all_of_the_word_is_marked() -> None:
    (hit,) = hits(INDEX.search("court"))
    assert "[courteous]" in marked(hit)


def test_a_longer_word_finds_those_that_begin_alike() -> None:
    results = INDEX.search("leadership")
    assert results.missing == ()
    assert any("[leaders]" in marked(hit).lower() for hit in hits(results))


def test_a_word_counts_for_more_in_a_title_than_in_a_text() -> None:
    assert found_in(INDEX.search("standards"))[0] == "account"
    assert found_in(INDEX.search("evidence"))[0] == "information"


def test_passages_with_all_the_words_come_first() -> None:
    results = INDEX.search("night staff")
    assert results.whole == 1
    assert "[night] [staff]" in marked(hits(results)[0])
    assert results.count > 1


def test_common_words_of_a_question_do_not_drown_the_rare_one() -> None:
    results = INDEX.search("how do I give feedback")
    assert results.whole == 0
    assert all("[feedback]" in marked(hit) or "[give" in marked(hit) for hit in hits(results))


def test_the_order_of_words_and_their_number_change_nothing() -> None:
    assert found_in(INDEX.search("staff night")) == found_in(INDEX.search("night staff night"))


def test_accents_and_apostrophes_of_the_query_are_folded_too() -> None:
    plain = found_in(INDEX.search("patients"))
    assert plain
    for query in ("Patients", "PATIENT’S", "patient's", "pâtïents", "pa\u0302tients"):
        assert found_in(INDEX.search(query)) == plain, query


def test_an_excerpt_of_a_long_text_shows_what_was_found() -> None:
    long = [hit for hit in hits(INDEX.search("principle")) if len(hit.passage.text) > 400]
    assert long
    for hit in long:
        assert any(segment.hit for segment in hit.segments)
        assert len(marked(hit)) < 300


@pytest.mark.parametrize(
    "query",
    ["", " ", "'", '"', "’’’", "%_*?.\\", "{{ 7 * 7 }}", "<script>", "\x00\x07", "😀", "\u202e\u200b", "— – -"],
)
def test_what_holds_no_word_finds_nothing(query: str) -> None:
    results = INDEX.search(query)
    assert isinstance(results.groups, tuple)
    if not results.words:
        assert results.count == 0


@pytest.mark.parametrize("query", ["xqzt", "谢谢你", "Дякую", "شكرا", "zz " * 40])
def test_what_nothing_has_is_missing(query: str) -> None:
    results = INDEX.search(query)
    assert results.count == 0
    assert results.missing == results.words != ()


def test_a_query_of_ten_thousand_letters_is_read_to_its_two_hundredth_and_that_is_said() -> None:
    assert INDEX.search("night " * 1700).cut
    assert found_in(INDEX.search("night " * 1700)) == found_in(INDEX.search("night"))
    assert INDEX.search("x" * 10_000).count == 0
    assert INDEX.search(" ".join("abcdefghijklmnopqrstuvwxyz")).cut
    assert not INDEX.search("night").cut


def test_no_more_is_found_than_somebody_can_read() -> None:
    assert INDEX.search("the").count == MOST_PASSAGES


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=80))
def test_anything_gets_an_answer_whose_segments_are_its_texts(query: str) -> None:
    for hit in hits(INDEX.search(query)):
        text = "".join(segment.text for segment in hit.segments).removeprefix("… ").removesuffix(" …")
        assert text in hit.passage.text
        assert all(segment.text for segment in hit.segments)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(sorted({word.folded for d in NINE.dimensions for word in words_of(d.what)})))
def test_every_word_of_a_text_finds_it(word: str) -> None:
    results = INDEX.search(word)
    assert results.count == MOST_PASSAGES or any(hit.passage.part == "what" for hit in hits(results))


def test_another_framework_has_another_index() -> None:
    other = Index(framework(dimension("juggling", items=[EXTENT])))
    assert found_in(other.search("jug")) == ["juggling"]
    assert other.search("night").count == 0
