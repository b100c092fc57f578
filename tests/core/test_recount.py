"""A second count of the answers: it agrees with the engine, and with nothing else."""

import ast
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninefold.core import recount
from ninefold.core.disclosure import disclose
from ninefold.core.recount import CountsDisagreeError, check_against_recount
from ninefold.core.responses import Answers, Response
from ninefold.core.shown import HIDDEN, Cell, CommentList, Rule, Shown
from tests.core.made import answered, asking, framework, scale, writing

KEEP = "overall.keep"
GROUPS = ("self", "line_manager", "peer", "direct_report", "other")
SCALES = [(0, 4), (1, 5), (1, 7), (1, 4), (-2, 2), (0, 10)]
Broken = Callable[[Shown], Shown]


@st.composite
def some_answers(draw: st.DrawFn) -> Answers:
    lo, hi = draw(st.sampled_from(SCALES))
    asked = asking(scale(lo, hi), 2, GROUPS)
    codes = {question.code: question.scale for question in asked.form("full")}
    responses = [
        Response(
            group,
            {code: draw(st.integers(lo, hi)) for code, on in codes.items() if on and draw(st.integers(0, 5))},
            {code: draw(st.sampled_from(["", "Calm.", "Late."])) for code, on in codes.items() if not on},
        )
        for group in GROUPS
        for _ in range(draw(st.integers(0, 6)))
    ]
    invited = dict.fromkeys(draw(st.sets(st.sampled_from(GROUPS))), 6)
    return Answers(asked, "full", tuple(responses), draw(st.sampled_from([None, invited])))


@settings(max_examples=300, deadline=None)
@given(some_answers(), st.sampled_from([Rule(), Rule(minimum=4), Rule(5, 6)]))
def test_both_counts_agree_whatever_was_answered(answers: Answers, rule: Rule) -> None:
    check_against_recount(disclose(answers, rule), answers, rule)


def made() -> Answers:
    """Nine answers in four groups, of which one is under the minimum."""
    peers, reports, others = [("peer", [2]), ("peer", [3])], [("direct_report", [4])] * 3, [("other", [0])] * 2
    return answered(asking(scale(0, 4), 1, GROUPS), ("self", [4]), ("peer", [3]), *peers, *reports, *others)


def with_cell(block: str, cell: Cell) -> Broken:
    def broken(shown: Shown) -> Shown:
        (at,) = [place for place in shown.cells if place[1] == block]
        return replace(shown, cells={**shown.cells, at: cell})

    return broken


FAULTS: dict[str, Broken] = {
    "an answer too many": with_cell("direct_report", Cell("at_least", 4, Decimal("3.67"))),
    "a sum that is off by one": with_cell("peer+other", Cell("mean", 5, Decimal("2.00"))),
    "a mean where a limit is right": with_cell("direct_report", Cell("mean", 3, Decimal("4.00"))),
    "another limit": with_cell("direct_report", Cell("at_least", 3, Decimal("3.75"))),
    "hidden where a figure is right": with_cell("peer+other", HIDDEN),
    "hidden, with how many": with_cell("self", Cell("hidden", 1)),
    "more decimals than two": with_cell("peer+other", Cell("mean", 5, Decimal("1.801"))),
    "a cell that is missing": lambda shown: replace(shown, cells=dict(list(shown.cells.items())[1:])),
    "a looser rule": lambda shown: replace(shown, rule=Rule(4)),
    "a group that is left out": lambda shown: replace(shown, omitted=True),
    "more answers in a group": lambda shown: replace(
        shown, blocks=tuple(replace(block, responses=block.responses + 1) for block in shown.blocks)
    ),
    "somebody asked whom nobody asked": lambda shown: replace(
        shown, blocks=tuple(replace(block, asked=1) for block in shown.blocks)
    ),
    "a comment that nobody wrote": lambda shown: replace(
        shown, comments=(CommentList(KEEP, ("self",), ("Made up.",)),)
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_else_the_engine_might_say_is_found(fault: str) -> None:
    answers, rule = made(), Rule()
    shown = disclose(answers, rule)
    broken = FAULTS[fault](shown)
    assert broken != shown
    with pytest.raises(CountsDisagreeError):
        check_against_recount(broken, answers, rule)


def test_groups_under_the_minimum_that_stand_alone_are_found() -> None:
    answers, rule = made(), Rule()
    shown = disclose(answers, rule)
    sent = Counter(response.group for response in answers.responses)
    single = [(block, group) for block in shown.blocks for group in block.groups]
    apart = [replace(block, groups=(group,), responses=sent[group]) for block, group in single]
    (code,) = {question for question, _ in shown.cells}
    broken = replace(shown, blocks=tuple(apart), cells={(code, block.id): HIDDEN for block in apart})
    with pytest.raises(CountsDisagreeError, match="other"):
        check_against_recount(broken, answers, rule)


COMMENTS: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "in another word": [(("peer", "direct_report"), ("Calm.", "Calm.", "Late!"))],
    "twice": [(("peer", "direct_report"), ("Calm.", "Calm.", "Late.", "Late."))],
    "left out": [],
    "by group where too few wrote": [(("peer",), ("Calm.", "Late.")), (("direct_report",), ("Calm.",))],
}


@pytest.mark.parametrize("fault", COMMENTS)
def test_a_comment_that_stands_otherwise_than_it_should_is_found(fault: str) -> None:
    texts = [*[("peer", {KEEP: text}) for text in ("Calm.", "Late.", "")], ("direct_report", {KEEP: "Calm."})]
    answers, rule = writing(framework(), *texts, *[("direct_report", {})] * 2), Rule()
    shown = disclose(answers, rule)
    broken = replace(shown, comments=tuple(CommentList(KEEP, *each) for each in COMMENTS[fault]))
    with pytest.raises(CountsDisagreeError, match=f"the comments on {KEEP}"):
        check_against_recount(broken, answers, rule)


def test_what_it_says_names_the_place_and_no_answer() -> None:
    answers, rule = made(), Rule()
    broken = with_cell("peer+other", Cell("mean", 5, Decimal("2.00")))(disclose(answers, rule))
    with pytest.raises(CountsDisagreeError) as found:
        check_against_recount(broken, answers, rule)
    (code,) = {question for question, _ in broken.cells}
    assert str(found.value) == f"A second count of the answers disagrees about question {code} of peer+other."


def test_it_takes_nothing_from_the_engine() -> None:
    tree = ast.parse(Path(recount.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    ours = {name for name in imported if name and name.startswith("ninefold")}
    assert ours == {
        "ninefold.core.errors",
        "ninefold.core.framework.model",
        "ninefold.core.responses",
        "ninefold.core.shown",
    }
