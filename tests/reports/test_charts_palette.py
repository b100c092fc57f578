"""Every series can be told from the others, by anybody, on any page."""

from __future__ import annotations

from itertools import pairwise

from ninefold.reports.charts.palette import COLOURS, HATCHES, NUMBER, OWN, QUIET, SHAPES, look

WHITE, BLACK = "#ffffff", "#000000"


def _light(colour: str) -> float:
    """Relative luminance as the accessibility guidelines define it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, bright = sorted((_light(one), _light(other)))
    return (bright + 0.05) / (dark + 0.05)


def _over(colour: str, opacity: float, page: str) -> str:
    mixed = [
        round(int(colour[start : start + 2], 16) * opacity + int(page[start : start + 2], 16) * (1 - opacity))
        for start in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def test_every_mark_stands_out_from_white_from_its_strip_and_from_black() -> None:
    for colour in (*COLOURS, NUMBER, QUIET):
        assert _contrast(colour, WHITE) >= 3
        assert _contrast(colour, _over(BLACK, 0.05, WHITE)) >= 3
        assert _contrast(colour, BLACK) >= 3


def test_soft_words_can_be_read_on_white_and_on_black() -> None:
    assert _contrast(_over("#212b32", 0.74, WHITE), WHITE) >= 4.5
    assert _contrast(_over(WHITE, 0.74, BLACK), BLACK) >= 4.5


def test_a_number_can_be_read_on_its_plate() -> None:
    assert _contrast(NUMBER, WHITE) >= 4.5


def test_no_two_of_the_first_series_share_a_shape_or_a_hatching() -> None:
    others = [look(number) for number in range(1, len(SHAPES) + 1)]
    assert len({one.shape for one in others}) == len(SHAPES)
    assert len({(one.slant, one.gap) for one in others[: len(HATCHES)]}) == len(HATCHES)
    assert len({(one.shape, one.colour) for one in map(look, range(1, 43))}) == 42


def test_only_the_participants_own_mark_is_hollow() -> None:
    assert look(OWN).hollow
    assert not any(look(number).hollow for number in range(1, 43))


def test_no_colour_is_red_or_green() -> None:
    for colour in COLOURS:
        red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
        assert not (red > 2 * green and red > 2 * blue and green < 0x40), colour
        assert not (green > 1.5 * red and green > 1.5 * blue), colour


def test_neighbouring_series_differ_in_colour() -> None:
    assert all(look(one).colour != look(other).colour for one, other in pairwise(range(42)))
