"""Figures in words: the words of the scale first, a limit as a limit, and no judgement."""

from fractions import Fraction

import pytest

from ninefold.core.figures import Figure
from ninefold.core.framework.model import Framework, Group
from ninefold.core.shown import HIDDEN, Block, Cell
from ninefold.reports.words import Words, furniture, number
from tests.core.made import cell, framework
from tests.reports.made import ENGLISH, NINE

LEVEL = NINE.scales[0]
WORDS = Words(NINE, ENGLISH)
HALF = Fraction(1, 2)


def figure(least: str, greatest: str | None = None) -> Figure:
    return Figure(Fraction(least), Fraction(greatest or least))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("12/5", "2.4"),
        ("3", "3"),
        ("0", "0"),
        ("10", "10"),
        ("100", "100"),
        ("7/3", "2.33"),
        ("17/8", "2.13"),
        ("-2/3", "−0.67"),
        ("-1/1000", "0"),
        ("1/2", "0.5"),
    ],
)
def test_a_number_has_at_most_two_decimals_and_a_real_minus_sign(value: str, text: str) -> None:
    assert number(Fraction(value)) == text


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (cell("mean", 5, "2.4"), "between proficient and strong, 2.4"),
        (cell("mean", 5, "0.2"), "between not yet essential and essential, 0.2"),
        (cell("mean", 4, "3"), "strong, 3"),
        (cell("mean", 1, "0"), "not yet essential, 0"),
        (cell("mean", 3, "2.67"), "between proficient and strong, 2.67"),
        (cell("at_most", 3, "2"), "proficient or below; with three answers we do not say more"),
        (cell("at_most", 4, "1.5"), "below proficient; with four answers we do not say more"),
        (cell("at_least", 3, "3.67"), "exemplary, or close to it; with three answers we do not say more"),
        (cell("at_least", 14, "3.93"), "exemplary, or close to it; with 14 answers we do not say more"),
        (HIDDEN, "not shown"),
    ],
)
def test_a_figure_of_a_group_is_said_in_words_first(shown: Cell, text: str) -> None:
    assert WORDS.cell(shown, LEVEL) == text


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (figure("2.4"), "between proficient and strong, 2.4"),
        (figure("0", "2"), "proficient or below"),
        (figure("0", "1.5"), "below proficient"),
        (figure("3.75", "4"), "exemplary, or close to it"),
        (figure("3", "4"), "strong or above"),
        (figure("2.5", "4"), "above proficient"),
        (figure("0", "4"), "anywhere on the scale"),
        (figure("0.8", "2.1"), "from about essential to about proficient, 0.8 to 2.1"),
        (figure("1.93", "2.2"), "about proficient, 1.93 to 2.2"),
        (figure("0.29", "2"), "proficient or below, 0.29 to 2"),
        (figure("2.4", "3.6"), "above proficient, 2.4 to 3.6"),
        (figure("1", "2"), "between essential and proficient, 1 to 2"),
        (None, "not shown"),
    ],
)
def test_a_range_is_said_so_that_no_value_in_it_is_denied(shown: Figure | None, text: str) -> None:
    assert WORDS.figure(shown, LEVEL) == text


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (figure("2.4"), "2.4"),
        (figure("0", "2"), "at most 2"),
        (figure("11/3", "4"), "at least 3.67"),
        (figure("0.8", "2.1"), "0.8 to 2.1"),
        (None, "not shown"),
    ],
)
def test_a_figure_in_a_table_is_short(shown: Figure | None, text: str) -> None:
    assert WORDS.short(shown, LEVEL) == text


@pytest.mark.parametrize(
    ("gap", "short", "words"),
    [
        (figure("2/3"), "+0.67", "you rate yourself higher"),
        (figure("1/2"), "+0.5", "you see it much alike"),
        (figure("0"), "0", "you see it much alike"),
        (figure("-1/2"), "−0.5", "you see it much alike"),
        (figure("-2/3"), "−0.67", "others rate you higher"),
        (figure("0.6", "2"), "+0.6 to +2", "you rate yourself higher"),
        (figure("-2", "-0.6"), "−2 to −0.6", "others rate you higher"),
        (figure("-0.5", "1"), "−0.5 to +1", "the figures do not settle it"),
        (figure("-0.25", "0.25"), "−0.25 to +0.25", "you see it much alike"),
        (None, "not shown", "not shown"),
    ],
)
def test_a_difference_is_said_without_a_judgement(gap: Figure | None, short: str, words: str) -> None:
    assert WORDS.gap(gap) == short
    assert WORDS.gap_in_words(gap, HALF) == words


def block(*groups: str) -> Block:
    return Block(groups, identified=False, responses=3)


def named(locale: str, **labels: str) -> Words:
    made = framework(groups=tuple(labels))
    groups = tuple(Group(group, label, label) for group, label in labels.items())
    return Words(Framework(**{**vars(made), "locale": locale, "groups": groups}), ENGLISH)


def test_a_block_is_named_after_every_group_in_it() -> None:
    assert WORDS.block(block("peer")) == "Peers"
    assert WORDS.block(block("peer", "direct_report")) == "Peers and people you manage"
    assert WORDS.block(block("peer", "direct_report", "other")) == "Peers, people you manage and others"


def test_a_label_keeps_its_capitals_where_they_mean_something() -> None:
    words = named("en", peer="Peers", gp="GPs nearby", hr="HR")
    assert words.block(block("peer", "gp", "hr")) == "Peers, GPs nearby and HR"
    assert named("de", peer="Kollegen", other="Andere").block(block("peer", "other")).endswith("Andere")


def test_small_counts_are_words() -> None:
    assert [WORDS.count(n) for n in (0, 1, 3, 12, 13)] == ["none", "one", "three", "twelve", "13"]


def test_every_word_of_the_furniture_is_there() -> None:
    words = furniture(ENGLISH)
    assert all(words.values())
    assert "{page}" in words["page_of"]
    assert "{pages}" in words["page_of"]
