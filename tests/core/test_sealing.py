"""What a rater tells is sealed for one place, found by the secret alone, and of a length that says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.core.sealing import LONG, SHORT, Seal, SealBrokenError, derive, new_secret

SECRET = bytes(range(32))
OVERHEAD = 12 + 16  # nonce and tag of AES-GCM


@given(st.text(max_size=3000), st.booleans())
def test_what_is_sealed_is_opened_again(text: str, long: bool) -> None:
    seal = Seal(SECRET, 7)
    assert seal.open("care.level", seal.close("care.level", text, long=long)) == text


def test_places_follow_from_the_secret_the_rater_and_the_question_alone() -> None:
    places = {
        Seal(secret, rater).place(of)
        for secret in (SECRET, new_secret())
        for rater in (7, 8)
        for of in ("care.level", "care.importance")
    }
    assert len(places) == 8
    assert Seal(SECRET, 7).place("care.level") == Seal(SECRET, 7).place("care.level")


def test_another_rater_another_secret_and_another_place_open_nothing() -> None:
    sealed = Seal(SECRET, 7).close("care.level", "3")
    for seal, of in (
        (Seal(SECRET, 8), "care.level"),
        (Seal(new_secret(), 7), "care.level"),
        (Seal(SECRET, 7), "care.importance"),
    ):
        with pytest.raises(SealBrokenError):
            seal.open(of, sealed)


@pytest.mark.parametrize("altered", [b"", b"short", bytes(92)])
def test_what_was_altered_is_refused(altered: bytes) -> None:
    with pytest.raises(SealBrokenError):
        Seal(SECRET, 7).open("care.level", altered)


def test_the_same_answer_is_sealed_differently_each_time() -> None:
    seal = Seal(SECRET, 7)
    assert seal.close("care.level", "3") != seal.close("care.level", "3")


def test_every_rating_has_the_same_length() -> None:
    lengths = {len(Seal(SECRET, 7).close("care.level", text)) for text in ("", "0", "4", "-", "declined")}
    assert lengths == {SHORT + OVERHEAD}


def test_the_length_of_a_comment_is_told_in_steps_of_two_kilobytes() -> None:
    def length(letters: int) -> int:
        return len(Seal(SECRET, 7).close("care.comment", "x" * letters, long=True)) - OVERHEAD

    assert [length(letters) for letters in (0, 1, LONG - 4, LONG - 3)] == [LONG, LONG, LONG, 2 * LONG]


def test_a_path_has_one_meaning() -> None:
    assert derive(SECRET, "rater", 12) == derive(SECRET, "rater", "12")
    assert derive(SECRET, "rater", 1, 2) != derive(SECRET, "rater", 12)
