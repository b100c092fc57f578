"""Which groups are told apart: decided once, from the number of people who answered."""

from dataclasses import replace

import pytest

from ninefold.core.disclosure import disclose
from ninefold.core.shown import HIDDEN, Block, Rule, Shown
from tests.core.made import LEVEL, answered, asking, crowd


def shown_of(asked: dict[str, int] | None = None, minimum: int = 3, /, **sizes: int) -> Shown:
    """What is shown when so many people of each group answered 2, and so many were asked if that is known."""
    answers = answered(asking(LEVEL, groups=("self", "line_manager", "peer", "direct_report", "other", "board")))
    people = answered(answers.framework, *crowd(**sizes)).responses
    return disclose(replace(answers, responses=people, asked=asked), Rule(minimum=minimum))


def ids(shown: Shown) -> list[str]:
    return [block.id for block in shown.blocks]


def test_groups_with_three_answers_stand_by_themselves() -> None:
    shown = shown_of(self=1, line_manager=1, peer=3, direct_report=4, other=3)
    assert ids(shown) == ["self", "line_manager", "peer", "direct_report", "other"]
    assert [block.responses for block in shown.blocks] == [1, 1, 3, 4, 3]
    assert [block.identified for block in shown.blocks] == [True, True, False, False, False]
    assert not shown.omitted


@pytest.mark.parametrize(
    ("sizes", "blocks"),
    [
        # Small groups are joined with each other first.
        ({"peer": 2, "direct_report": 1, "other": 5}, ["peer+direct_report", "other"]),
        ({"peer": 2, "direct_report": 5, "other": 2}, ["peer+other", "direct_report"]),
        ({"peer": 5, "direct_report": 2, "other": 2}, ["peer", "direct_report+other"]),
        ({"peer": 1, "direct_report": 1, "other": 1, "board": 9}, ["peer+direct_report+other", "board"]),
        # If that is too few, all of them go to the smallest block.
        ({"peer": 5, "direct_report": 4, "other": 2}, ["peer", "direct_report+other"]),
        ({"peer": 4, "direct_report": 5, "other": 2}, ["peer+other", "direct_report"]),
        ({"peer": 5, "direct_report": 1, "other": 1}, ["peer+direct_report+other"]),
        ({"peer": 6, "direct_report": 3, "other": 1, "board": 1}, ["peer", "direct_report+other+board"]),
        # Of two that are equally small, to the first of the framework.
        ({"peer": 4, "direct_report": 4, "other": 2}, ["peer+other", "direct_report"]),
        ({"other": 4, "peer": 1, "board": 4}, ["peer+other", "board"]),
    ],
)
def test_small_groups_are_joined(sizes: dict[str, int], blocks: list[str]) -> None:
    shown = shown_of(**sizes)
    assert ids(shown) == blocks
    assert sum(block.responses for block in shown.blocks) == sum(sizes.values())
    assert not shown.omitted


def test_a_joined_block_shows_the_answers_of_all_its_groups() -> None:
    shown = shown_of(peer=2, direct_report=1)
    assert shown.cell("q.b1", "peer+direct_report").n == 3
    assert shown.cell("q.b1", "peer") == shown.cell("q.b1", "direct_report") == HIDDEN


@pytest.mark.parametrize("sizes", [{"peer": 2}, {"peer": 1, "other": 1}, {"direct_report": 1}])
def test_answers_that_cannot_be_joined_are_left_out_everywhere(sizes: dict[str, int]) -> None:
    shown = shown_of(self=1, line_manager=1, **sizes)
    assert ids(shown) == ["self", "line_manager"]
    assert shown.omitted
    assert {block for _, block in shown.cells} == {"self", "line_manager"}
    assert sum(block.responses for block in shown.blocks) == 2


def test_a_line_manager_is_never_joined_with_others() -> None:
    assert ids(shown_of(line_manager=1, peer=2, other=1)) == ["line_manager", "peer+other"]


def test_a_group_of_the_framework_is_protected_whatever_it_is_called() -> None:
    shown = shown_of(board=2, peer=3)
    assert ids(shown) == ["peer+board"]
    assert not shown.blocks[0].identified


def test_a_group_that_was_asked_and_did_not_answer_is_named_in_the_block_it_is_joined_with() -> None:
    shown = shown_of({"peer": 4, "other": 2, "direct_report": 6}, peer=3, direct_report=5)
    assert shown.blocks == (
        Block(("peer", "other"), identified=False, responses=3, asked=6),
        Block(("direct_report",), identified=False, responses=5, asked=6),
    )


def test_who_was_not_asked_is_in_no_block() -> None:
    assert ids(shown_of({"peer": 4, "other": 0}, peer=4)) == ["peer"]


def test_asked_and_answered_are_told_by_block_and_unknown_for_a_file() -> None:
    assert [block.asked for block in shown_of({"peer": 9, "other": 3}, peer=2, other=1).blocks] == [12]
    assert [block.asked for block in shown_of(peer=3).blocks] == [None]


def test_who_answered_was_asked_even_if_the_list_of_those_asked_does_not_say_so() -> None:
    assert ids(shown_of({"peer": 3}, peer=3, other=3)) == ["peer", "other"]


def test_a_tighter_rule_joins_larger_groups() -> None:
    assert ids(shown_of(None, 5, peer=4, direct_report=5)) == ["peer+direct_report"]
    assert ids(shown_of(None, 5, peer=2, direct_report=2)) == []


def test_the_numbers_of_answers_decide_and_not_what_was_answered_or_skipped() -> None:
    asked = asking(LEVEL, 2)
    low = answered(asked, *[("peer", (0, None))] * 3, *[("other", (4, 4))] * 2)
    high = answered(asked, *[("peer", (4, 4))] * 3, *[("other", (None, 0))] * 2)
    assert disclose(low, Rule()).blocks == disclose(high, Rule()).blocks


def test_every_rated_question_has_one_cell_for_each_block_and_nothing_else_has() -> None:
    shown = shown_of(self=1, peer=3, other=2)
    assert list(shown.cells) == [("q.b1", "self"), ("q.b1", "peer+other")]
    assert shown.cell("q.b1", "nobody") == shown.cell("no.question", "self") == HIDDEN


def test_nobody_at_all_gives_an_empty_report_and_no_error() -> None:
    assert shown_of().blocks == ()
    assert not shown_of().omitted
