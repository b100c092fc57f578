"""Characters for which the PDF's typefaces have no drawing are named, counted or dropped, and never boxes."""

from __future__ import annotations

import pytest

from ninefold.reports.glyphs import drawable, drawable_svg

PASSAGE = "[{count} characters]"


@pytest.mark.parametrize(
    "text",
    [
        "Plain",
        "“Quotes” – and Tîm ŵ",
        "Дякую, Σε ευχαριστώ",
        "شكرا جزيلا",
        "शक्ति",
        "👍🏽 👨\u200d👩\u200d👧 ❤\ufe0f",
        "two\nlines",
    ],
)
def test_what_a_typeface_covers_stands_as_it_was_written(text: str) -> None:
    assert drawable(text, PASSAGE) == text


def test_a_character_without_a_drawing_is_written_as_its_name() -> None:
    assert drawable("Signed ☭!", PASSAGE) == "Signed [U+262D HAMMER AND SICKLE]!"
    assert drawable("\ue000", PASSAGE) == "[U+E000]"


def test_a_passage_in_another_script_is_told_once_with_its_length() -> None:
    assert drawable("She said: 谢谢你在, 困难时期! Then left.", PASSAGE) == "She said: [9 characters]! Then left."


def test_lines_of_a_passage_stay_lines() -> None:
    assert drawable("谢谢你在\n困难时期", PASSAGE) == "[4 characters]\n[4 characters]"


def test_nothing_invisible_is_left_that_could_turn_the_text_round() -> None:
    assert drawable("a\u202eb\u2066c\x00\x07d", PASSAGE) == "abcd"


def test_a_letter_and_its_mark_are_drawn_by_one_typeface_or_named() -> None:
    assert drawable("e\u0302\u0323", PASSAGE) == "ệ"
    assert drawable("ش\u093f", PASSAGE) == "[U+0634 ARABIC LETTER SHEEN][U+093F DEVANAGARI VOWEL SIGN I]"


def test_in_a_chart_only_words_change_and_never_its_tags() -> None:
    svg = '<svg aria-label="فريق"><text>Tîm &amp; “peers” 👍</text></svg>'
    assert (
        drawable_svg(svg, PASSAGE)
        == '<svg aria-label="فريق"><text>Tîm &amp; “peers” [U+1F44D THUMBS UP SIGN]</text></svg>'
    )
