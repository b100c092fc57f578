"""Situations in a framework's files: read in order, left out by who has none, and every fault with file and line."""

from pathlib import Path

import pytest

from ninefold.core.framework.library import load_framework
from ninefold.core.framework.model import Situation
from ninefold.core.framework.positions import FrameworkError
from tests.core.five import STRUCTURE, WORDS, write_five

NINE = load_framework("nine-dimensions")
SHAPES = """\
situations:
  - {id: busy-day, dimensions: [sharing, listening]}
  - {id: quiet-day, dimensions: [resting]}
"""
TEXTS = """\
situations:
  quiet-day:
    title: A quiet day
    text: Nothing has happened yet.
    dimensions:
      resting: {why: It will not last., try: Sit down.}
  busy-day:
    title: A busy day
    text: Everything happens at once.
    dimensions:
      listening: {why: Somebody knows more., try: Ask who.}
      sharing: {why: Nobody else knows., try: Say it.}
"""


def with_situations(folder: Path, shapes: str = SHAPES, texts: str = TEXTS) -> str:
    return write_five(folder, STRUCTURE + shapes, WORDS + texts)


def fault_of(folder: Path, shapes: str, texts: str) -> str:
    with pytest.raises(FrameworkError) as caught:
        load_framework(with_situations(folder, shapes, texts))
    assert len(caught.value.faults) == 1, str(caught.value)
    return str(caught.value)


def test_situations_and_what_they_point_to_are_in_the_order_of_the_structure(tmp_path: Path) -> None:
    busy, quiet = load_framework(with_situations(tmp_path)).situations
    assert (busy.id, busy.title, busy.text) == ("busy-day", "A busy day", "Everything happens at once.")
    assert [(each.dimension, each.why, each.to_try) for each in busy.pointers] == [
        ("sharing", "Nobody else knows.", "Say it."),
        ("listening", "Somebody knows more.", "Ask who."),
    ]
    assert quiet.pointers[0].dimension == "resting"


def test_a_framework_may_have_none(tmp_path: Path) -> None:
    assert load_framework(write_five(tmp_path)).situations == ()


@pytest.mark.parametrize(
    ("old", "new", "wrong", "right"),
    [
        ("[sharing, listening]", "[sharing, lisening]", "no dimension “lisening”", "listening, deciding, sharing"),
        ("[resting]", "[]", "leads to no dimension", "Name at least one"),
        ("[resting]", "[resting, resting]", "“resting” is there twice", "Keep one"),
        ("id: quiet-day", "id: busy-day", "two situations “busy-day”", "another id"),
        ("id: quiet-day", "id: Quiet Day", "“Quiet Day”", "small letter"),
        ("- {id: quiet-day, ", "- {name: quiet-day, ", "“name” is not known", "Known here: id, dimensions"),
    ],
)
def test_a_fault_of_the_structure_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, wrong: str, right: str
) -> None:
    assert SHAPES.count(old) == 1
    faulty = STRUCTURE + SHAPES.replace(old, new)
    with pytest.raises(FrameworkError) as caught:
        load_framework(write_five(tmp_path, faulty, WORDS + TEXTS))
    line = (STRUCTURE + SHAPES[: SHAPES.index(old)]).count("\n") + 1
    told = [str(fault) for fault in caught.value.faults]
    assert any(each.startswith(f"framework.yaml, line {line}: ") and wrong in each and right in each for each in told)


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("    title: A quiet day\n", "", "has no “title”"),
        ("    text: Nothing has happened yet.\n", "", "has no “text”"),
        ("{why: It will not last., try: Sit down.}", "{why: It will not last.}", "has no “try”"),
        ("      sharing: {why: Nobody else knows., try: Say it.}\n", "", "has no “sharing”"),
        ("    title: A quiet day\n", "    title: A quiet day\n    tilte: x\n", "“tilte” is not known"),
        ("      resting: {", "      resting: {wy: x, ", "“wy” is not known"),
    ],
)
def test_a_fault_of_the_words_is_told(tmp_path: Path, old: str, new: str, wrong: str) -> None:
    assert TEXTS.count(old) == 1
    told = fault_of(tmp_path, SHAPES, TEXTS.replace(old, new))
    assert told.startswith("en.yaml, line ")
    assert wrong in told


def test_a_language_without_their_words_is_a_fault_as_it_is_of_all_other_words(tmp_path: Path) -> None:
    told = fault_of(tmp_path, SHAPES, "")
    assert "has no “situations”" in told
    assert "Add “situations:”" in told


@pytest.mark.parametrize("name", ["situations", "search", "side-by-side"])
def test_a_dimension_cannot_be_called_as_a_page_beside_it_is(tmp_path: Path, name: str) -> None:
    with pytest.raises(FrameworkError, match=f"A dimension cannot be called “{name}”"):
        load_framework(write_five(tmp_path, STRUCTURE.replace("id: deciding", f"id: {name}")))


def test_the_shipped_model_has_situations_of_many_settings() -> None:
    assert 10 <= len(NINE.situations) <= 14
    assert len({situation.title for situation in NINE.situations}) == len(NINE.situations)


@pytest.mark.parametrize("situation", NINE.situations, ids=lambda situation: situation.id)
def test_a_situation_leads_to_two_to_four_dimensions_with_a_reason_and_something_to_try(situation: Situation) -> None:
    assert 2 <= len(situation.pointers) <= 4
    assert len(situation.text.split()) >= 20
    for pointer in situation.pointers:
        assert len(pointer.why.split()) >= 6
        assert len(pointer.to_try.split()) >= 10


def test_every_dimension_matters_in_some_situation_and_no_sentence_is_used_twice() -> None:
    pointers = [pointer for situation in NINE.situations for pointer in situation.pointers]
    assert {pointer.dimension for pointer in pointers} == {dimension.id for dimension in NINE.dimensions}
    said = [text for pointer in pointers for text in (pointer.why, pointer.to_try)]
    assert len(set(said)) == len(said)
