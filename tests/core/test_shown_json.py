"""What was shown is kept as JSON and read back exactly; anything else is refused, and the place is named."""

import copy
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.core.disclosure import disclose
from ninefold.core.responses import Answers, Response
from ninefold.core.shown import HIDDEN, Block, Cell, CommentList, Rule, Shown
from ninefold.core.shown_json import StoredReportError, dump_cell, dump_shown, load_cell, load_shown
from tests.core.made import framework

NAMES = st.text(min_size=1, max_size=8)
COUNTS = st.integers(0, 40)
VALUES = st.decimals(-100, 100, places=2) | st.integers(-9, 9).map(Decimal)
CELLS = st.just(HIDDEN) | st.builds(Cell, st.sampled_from(["mean", "at_least", "at_most"]), st.integers(1, 40), VALUES)
BLOCKS = st.builds(Block, st.lists(NAMES, min_size=1, max_size=3).map(tuple), st.booleans(), COUNTS, st.none() | COUNTS)
COMMENTS = st.builds(CommentList, NAMES, st.lists(NAMES, max_size=3).map(tuple), st.lists(st.text()).map(tuple))


@st.composite
def shown(draw: st.DrawFn) -> Shown:
    blocks = draw(st.lists(BLOCKS, max_size=4, unique_by=lambda block: block.id))
    asked = [(question, block.id) for question in draw(st.lists(NAMES, max_size=4, unique=True)) for block in blocks]
    return Shown(
        form=draw(NAMES),
        rule=Rule(draw(st.integers(3, 9)), draw(st.integers(5, 9))),
        blocks=tuple(blocks),
        omitted=draw(st.booleans()),
        cells={key: draw(CELLS) for key in asked},
        comments=tuple(draw(st.lists(COMMENTS, max_size=3))),
    )


@given(shown())
def test_what_is_read_is_exactly_what_was_written(given: Shown) -> None:
    text = json.dumps(dump_shown(given), allow_nan=False)
    back = load_shown(json.loads(text))
    assert back == given
    assert list(back.cells) == list(given.cells)
    assert json.dumps(dump_shown(back)) == text


@given(CELLS)
def test_a_cell_by_itself_is_read_as_it_was_written(cell: Cell) -> None:
    assert load_cell(json.loads(json.dumps(dump_cell(cell)))) == cell


def kept() -> dict[str, Any]:
    """What is kept of three peers of whom one commented."""
    peers = [
        Response("peer", {"care.level": level, "care.importance": 4}, {"care.comment": "Zoë"} if level == 1 else {})
        for level in (1, 2, 4)
    ]
    return dict(dump_shown(disclose(Answers(framework(), "full", tuple(peers), {"peer": 5}), Rule())))


def test_what_is_kept_by_hand() -> None:
    assert kept() == {
        "format": 1,
        "form": "full",
        "rule": {"minimum": 3, "comment_writers": 5},
        "blocks": [{"groups": ["peer"], "identified": False, "responses": 3, "asked": 5}],
        "omitted": False,
        "cells": [
            {"question": "care.level", "block": "peer", "kind": "mean", "n": 3, "value": "2.33"},
            {"question": "care.importance", "block": "peer", "kind": "at_least", "n": 3, "value": "3.67"},
        ],
        "comments": [{"question": "care.comment", "blocks": ["peer"], "texts": ["Zoë"]}],
    }


def test_of_a_hidden_figure_nothing_is_kept() -> None:
    assert dump_cell(HIDDEN) == {"kind": "hidden"}
    with pytest.raises(StoredReportError, match="is not a mapping of kind"):
        load_cell({"kind": "hidden", "n": 2})


FAULTS: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda kept: kept.pop("omitted"), "it is not a mapping of format, form"),
    (lambda kept: kept.update(answers=[]), "it is not a mapping of format, form"),
    (lambda kept: kept.update(format=2), "format is not 1"),
    (lambda kept: kept.update(format="1"), "format is not a whole number"),
    (lambda kept: kept.update(form=None), "form is not a text"),
    (lambda kept: kept["rule"].update(minimum=2), "rule is not a rule at least as tight"),
    (lambda kept: kept.update(blocks={}), "blocks is not a list"),
    (lambda kept: kept["blocks"][0].update(groups=[]), r"blocks\[0\].groups is not a list of at least one"),
    (lambda kept: kept["blocks"][0].update(groups=["peer", 1]), r"blocks\[0\].groups\[1\] is not a text"),
    (lambda kept: kept["blocks"][0].update(responses=True), r"blocks\[0\].responses is not a whole number"),
    (lambda kept: kept["blocks"][0].update(asked=-1), r"blocks\[0\].asked is not a whole number"),
    (lambda kept: kept.update(omitted=0), "omitted is not true or false"),
    (lambda kept: kept["cells"].append(kept["cells"][0]), r"cells\[2\] is not the only cell"),
    (lambda kept: kept["cells"].append(3), r"cells\[2\] is not a mapping"),
    (lambda kept: kept["cells"][1].update(block="boss"), r"cells\[1\] is not about one of the blocks"),
    (lambda kept: kept["cells"][1].update(kind="total"), r"cells\[1\] is not a cell of kind mean"),
    (lambda kept: kept["cells"][1].update(low=1), r"cells\[1\] is not a mapping of kind, n, value"),
    (lambda kept: kept["cells"][1].update(n=0), r"cells\[1\].n is not at least 1"),
    (lambda kept: kept["cells"][1].update(value=2.33), r"cells\[1\].value is not a text"),
    (lambda kept: kept["cells"][1].update(value="NaN"), r"cells\[1\].value is not a figure"),
    (lambda kept: kept["cells"][1].update(value="1_0"), r"cells\[1\].value is not a figure"),
    (lambda kept: kept["comments"][0].update(texts="Zoë"), r"comments\[0\].texts is not a list"),
]


@pytest.mark.parametrize(("break_it", "says"), FAULTS)
def test_what_was_damaged_is_refused_and_the_place_is_named(
    break_it: Callable[[dict[str, Any]], object], says: str
) -> None:
    damaged = copy.deepcopy(kept())
    break_it(damaged)
    with pytest.raises(StoredReportError, match=says):
        load_shown(damaged)


@pytest.mark.parametrize("value", [None, [], "", 3, {}])
def test_what_is_no_report_is_refused(value: object) -> None:
    with pytest.raises(StoredReportError):
        load_shown(value)
